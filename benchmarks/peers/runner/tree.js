// Where things are: the repository, its build, and programs that packages brought.
'use strict';

const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.resolve(__dirname, '../../..');
const PEERS = path.join(ROOT, 'benchmarks/peers');
const BINARIES = path.join(ROOT, 'build/release/bin');
const TOOLS = path.join(ROOT, 'build/tools');

const binary = (name) => path.join(BINARIES, name);
const tool = (name) => path.join(TOOLS, name);

// A folder of this process's own below build/, which goes with it.
function ownFolder() {
  fs.mkdirSync(path.join(ROOT, 'build'), { recursive: true });
  const folder = fs.mkdtempSync(path.join(ROOT, 'build/peers.'));
  process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

module.exports = { PEERS, ROOT, binary, ownFolder, tool };
