// Runs of Redial's own scenarios, kept as run.json. Their traces have the server's verdict, and therefore always decide.
'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const path = require('node:path');
const { spawnChild } = require('./children');
const { Chance } = require('./chance');
const { BINARIES, ROOT } = require('./tree');

const LIBRARY = path.join(ROOT, 'scenarios/library');
const FINE = [0, 1, 2];  // exit codes: whatever the run was judged
const PLAYED = [
  ['token-expired', 'token/expired', 'web:node'],
  ['token-expired', 'token/expired_told_as_31020', 'reference:web'],
  ['token-expired', 'token/expires_while_dropped', 'reference'],
  ['token-revoked', 'token/revoked', 'web:node'],
  ['token-revoked', 'token/revoked_while_dropped', 'reference:web'],
  ['secret-rotated', 'token/secret_rotated', 'reference'],
  ['token-not-yet-valid', 'token/not_yet_valid', 'web:node'],
  ['token-used-up', 'token/one_time_used_twice', 'reference:web'],
  ['token-of-other-device', 'token/of_another_device', 'web:node'],
  ['token-of-other-app', 'appkey/foreign_token', 'web:node'],
  ['token-of-other-app', 'appkey/foreign_token_at_navigation', 'reference'],
  ['app-key-unknown', 'appkey/unknown_app_key', 'reference'],
  ['app-blocked', 'appkey/app_blocked', 'reference:web'],
  ['token-damaged', 'token/truncated', 'web:node'],
  ['token-empty', 'token/blank', 'web:node'],
  ['kicked', 'kick/newer_login_kicks_older', 'web:node'],
  ['other-device-online', 'kick/newer_login_refused', 'reference'],
  ['user-blocked', 'kick/blocked_while_online', 'web:node'],
  ['account-closed', 'kick/deactivated_while_online', 'reference'],
  ['navigation-http-error', 'connect/navigation_error_status', 'reference:web'],
  ['navigation-unusable', 'connect/navigation_garbage', 'web:node'],
  ['duplicate-connect', 'duplicate/while_connected', 'reference'],
  ['none', 'connect/good_token', 'web:node'],
];

// Plays them one after the other; `onDone(text)` hears of each. Resolves with labels.
async function recordRuns({ out, scratch, seed, only, onDone }) {
  const labels = [];
  const wanted = PLAYED.filter(([cause]) => !only || only.some((text) => `run.${cause}`.includes(text)));
  for (const [i, [cause, scenario, client]] of wanted.entries()) {
    const file = path.join('run', `${cause}.${scenario.replace('/', '-')}.${client.replace(':', '-')}.run.json`);
    const target = path.join(out, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.copyFileSync(await playScenario(scenario, client, { scratch, seed }), target);
    labels.push({
      file, kind: 'saved-run', cause, decides: true, also: [], made_by: `redial run --client ${client}`,
      note: `${scenario}; the trace has the server's verdict`, secrets: [],
    });
    onDone(`[run ${i + 1}/${wanted.length}] ${scenario} ${client}`);
  }
  return labels;
}

// Resolves with the path of its run.json.
async function playScenario(scenario, client, { scratch, seed, more = [] }) {
  const folder = fs.mkdtempSync(path.join(scratch, 'run-'));
  const file = `${scenario}.yaml`;  // below its folder, as in the library: reports name the scenario by it
  fs.mkdirSync(path.join(folder, path.dirname(file)));
  const text = fs.readFileSync(path.join(LIBRARY, file), 'utf8');
  fs.writeFileSync(path.join(folder, file), renamed(text, new Chance(seed, scenario)));
  const log = fs.openSync(path.join(folder, 'log'), 'w');
  const args = ['run', file, '--client', client, '--seed', String(seed), '--format', 'json', '--out', folder, ...more];
  const running = spawnChild(path.join(BINARIES, 'redial'), args, { cwd: folder, stdio: ['ignore', 'ignore', log] });
  const [code] = await once(running, 'exit');
  fs.closeSync(log);
  if (!FINE.includes(code)) {
    throw new Error(`redial ${args.join(' ')} ended with ${code}: ${fs.readFileSync(path.join(folder, 'log'), 'utf8')}`);
  }
  return path.join(folder, 'run.json');
}

// The same scenario about other people.
function renamed(text, chance) {
  const names = ['alice', 'bob'].map((name) => [name, chance.user().replace(/^(?=\d)/, 'u')]);
  return names.reduce((all, [name, other]) => all.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), other), text);
}

module.exports = { playScenario, recordRuns };
