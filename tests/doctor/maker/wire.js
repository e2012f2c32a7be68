// What passes the loopback device, recorded by dumpcap, for the ports of one play alone. It reads nothing of it.
'use strict';

const { execFileSync } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const path = require('node:path');
const readline = require('node:readline');
const { spawnChild } = require('./children');
const { withoutComments } = require('./pcapng');

const STARTED = /^File: /;
const SETTLED_MS = 400;  // for the kernel's last packets to be written

class Wire {
  #process;

  // Resolves when every packet from now on goes to `file`: as pcapng, or in the classic form.
  static async record(file, ports, { classic = false } = {}) {
    const filter = ports.map((port) => `tcp port ${port}`).join(' or ');
    const args = ['-i', 'lo', '-f', filter, '-w', file, ...(classic ? ['-P'] : [])];
    const started = spawnChild('dumpcap', args, { stdio: ['ignore', 'ignore', 'pipe'] });
    const said = [];
    for await (const line of readline.createInterface({ input: started.stderr })) {
      said.push(line);
      if (!STARTED.test(line)) continue;
      started.stderr.resume();
      return new Wire(started);
    }
    throw new Error(`dumpcap records nothing, which takes root or the group wireshark: ${said.join(' ')}`);
  }

  constructor(started) {
    this.#process = started;
  }

  async stop() {
    await new Promise((resolve) => { setTimeout(resolve, SETTLED_MS); });
    this.#process.kill('SIGINT');
    await once(this.#process, 'exit');
  }
}

// The mock server's own captures in `folder` as one file, without its comments, which would name the cause.
function mergeCaptures(folder, file) {
  const parts = fs.readdirSync(folder).filter((name) => name.endsWith('.pcapng')).sort();
  if (parts.length === 0) throw new Error(`nothing was captured in ${folder}`);
  const merged = `${file}.merged`;
  execFileSync('mergecap', ['-w', merged, ...parts.map((name) => path.join(folder, name))], { stdio: 'pipe' });
  fs.writeFileSync(file, withoutComments(fs.readFileSync(merged)));
  fs.rmSync(merged);
}

module.exports = { Wire, mergeCaptures };
