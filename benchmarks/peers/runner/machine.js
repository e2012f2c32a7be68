// The machine that the figures are of.
'use strict';

const { execFileSync } = require('node:child_process');
const os = require('node:os');

function firstLine(command, ...args) {
  return execFileSync(command, args, { encoding: 'utf8' }).split('\n')[0];
}

function describeMachine() {
  const cpus = os.cpus();
  return {
    cpu: cpus[0].model.trim(),
    cores: cpus.length,
    kernel: `${os.type()} ${os.release()}`,
    compiler: firstLine('c++', '--version'),
    openssl: firstLine('openssl', 'version').split(' (')[0],
    node: process.version,
    commit: firstLine('git', '-C', __dirname, 'describe', '--always', '--dirty', '--exclude=*'),
    date: new Date().toISOString().slice(0, 10),
  };
}

module.exports = { describeMachine };
