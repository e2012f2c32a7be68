// Reports as the product writes them: of runs in simulation, and of a stored run whose names are awkward. It starts the release
// build and judges nothing.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const REDIAL = path.join(ROOT, 'build/release/bin/redial');
const FORMATS = 'junit,json,html,markdown,tap,openmetrics';
const LONGEST_OUTPUT = 64 << 20;  // bytes

// What each format's file is called.
export const FILES = {
  junit: 'junit.xml',
  json: 'run.json',
  html: 'report.html',
  markdown: 'summary.md',
  tap: 'run.tap',
  openmetrics: 'metrics.txt',
};

const folders = [];

export function newFolder() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'redial-formats-'));
  folders.push(folder);
  return folder;
}

// After the last test of a file.
export function removeFolders() {
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
}

// Ends with one of `codes`, or throws what was said on stderr.
export function redial(args, codes = [0]) {
  const { status, stdout, stderr, error } = spawnSync(REDIAL, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: LONGEST_OUTPUT });
  if (error) throw error;
  if (!codes.includes(status)) throw new Error(`redial ${args.join(' ')} ended with ${status}: ${stderr.slice(-2000)}`);
  return stdout;
}

/** Plays `selections` in simulation with `clients`; something is to fail if `fails`. The answer is the folder of the reports. */
export function play(selections, clients, { fails = true, formats = FORMATS } = {}) {
  const out = newFolder();
  const named = clients.flatMap((client) => ['--client', client]);
  redial(['run', ...selections, '--simulate', ...named, '--out', out, '--format', formats], [fails ? 1 : 0]);
  return out;
}

/** The reports of a stored run that `change` has altered. */
export function reportOf(run, change = () => {}) {
  const out = newFolder();
  const data = JSON.parse(fs.readFileSync(path.join(run, FILES.json), 'utf8'));
  change(data);
  const stored = path.join(newFolder(), 'run.json');
  fs.writeFileSync(stored, JSON.stringify(data));
  redial(['report', stored, '--out', out, '--format', FORMATS], [0, 1]);
  return out;
}

export const read = (folder, format) => fs.readFileSync(path.join(folder, FILES[format]), 'utf8');
