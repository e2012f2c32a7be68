// Processes on a core of their own, all of which end with this one. What they are and print is others' business.
'use strict';

const { execFileSync, spawn } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const readline = require('node:readline');

const START_LIMIT_MS = 20_000;
const started = new Set();

// Each is the head of a group, to which whatever it starts belongs.
function killGroup({ pid }) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // it has ended meanwhile
  }
}

process.on('exit', () => started.forEach(killGroup));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

// `core`: a number, or null for any.
function start(core, command, args, options = {}) {
  const pinned = core === null ? [command, ...args] : ['taskset', '--cpu-list', String(core), command, ...args];
  const child = spawn(pinned[0], pinned.slice(1), { stdio: ['ignore', 'pipe', 'inherit'], detached: true, ...options });
  started.add(child);
  child.once('exit', () => started.delete(child));
  child.once('error', (error) => console.error(`${command}: ${error.message}`));
  return child;
}

// Takes all of a core that others leave it.
const startBusy = (core) => start(core, 'sh', ['-c', 'while :; do :; done'], { stdio: 'ignore' });

function pinSelf(core) {
  execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', String(core), String(process.pid)], { stdio: 'ignore' });
}

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), START_LIMIT_MS);
  await ended;
  clearTimeout(late);
}

// The lines "NAME VALUE" that a program prints, as an object, until it has printed all of `names`.
async function greeting(child, names) {
  const known = {};
  const late = setTimeout(() => child.kill('SIGKILL'), START_LIMIT_MS);
  const lines = readline.createInterface({ input: child.stdout });
  for await (const line of lines) {
    const [name, value] = line.split(/ +/);
    known[name] = value;
    if (names.every((wanted) => wanted in known)) break;
  }
  clearTimeout(late);
  if (!names.every((wanted) => wanted in known)) throw new Error(`${child.spawnargs.join(' ')}: it did not start`);
  child.stdout.resume();
  return known;
}

// A process and its children, one generation of them.
function family(child) {
  const children = fs.readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim();
  return [child.pid, ...children.split(' ').filter(Boolean).map(Number)];
}

module.exports = { family, greeting, pinSelf, start, startBusy, stop };
