// Processes that end with this one, however it ends but by SIGKILL.
'use strict';

const { spawn } = require('node:child_process');

// As node's spawn.
function spawnChild(program, args, options) {
  const child = spawn(program, args, options);
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  return child;
}

// From now on a signal ends this process as its own exit does.
function endOnSignals() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
}

module.exports = { endOnSignals, spawnChild };
