// Captures of Redial's own runs: the native stack in its dialect, and the reference client. Tokens and AppKeys are read off the
// plain navigation requests, to be labelled as secrets; nothing else is looked at.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { decide, openForToken } = require('./decisions');
const { playScenario } = require('./saved_runs');
const { mergeCaptures } = require('./wire');

const own = (cause) => [cause];
const IN_A_CAPTURE = { texts: true, answers: false };
// Cause, scenario, client, and the causes that the capture leaves open.
const PLAYED = [
  ['token-expired', 'token/expired_told_as_31020', 'native', own('token-expired')],
  ['app-blocked', 'appkey/app_blocked', 'native', own('app-blocked')],
  ['app-key-unknown', 'appkey/unknown_app_key', 'native', own('app-key-unknown')],
  ['kicked', 'kick/kicked_by_server', 'native', own('kicked')],
  ['token-revoked', 'token/revoked', 'native', openForToken({}, IN_A_CAPTURE)],
  ['none', 'connect/listeners_without_callback', 'reference', own('none')],
  ['user-blocked', 'kick/blocked_while_online', 'reference:web', own('user-blocked')],
  ['token-of-other-app', 'appkey/foreign_token', 'reference:web', openForToken({}, IN_A_CAPTURE)],
];
const TLS = /-(wss|https|tls)\.pcapng$/;

// As recordRuns of saved_runs.js.
async function recordRunCaptures({ out, scratch, seed, only, onDone }) {
  const labels = [];
  const wanted = PLAYED.filter(([cause]) => !only || only.some((text) => `run.${cause}`.includes(text)));
  for (const [i, [cause, scenario, client, open]] of wanted.entries()) {
    const file = path.join('capture', `${cause}.${scenario.replace('/', '-')}.${client.replace(':', '-')}.pcapng`);
    const captures = path.join(fs.mkdtempSync(path.join(scratch, 'captured-')), 'captures');
    await playScenario(scenario, client, { scratch, seed, more: ['--capture', captures] });
    const target = path.join(out, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    mergeCaptures(plainPlay(captures), target);
    labels.push({
      file, kind: 'capture', cause, ...decide(cause, open), made_by: `redial run --client ${client} --capture, mergecap`,
      note: scenario, secrets: secretsIn(fs.readFileSync(target, 'latin1')),
    });
    onDone(`[capture ${i + 1}/${wanted.length}] ${scenario} ${client}`);
  }
  return labels;
}

// The folder of the play without TLS.
function plainPlay(captures) {
  const folders = fs.readdirSync(captures, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const found = folders.map(({ name }) => path.join(captures, name)).find((folder) => {
    const files = fs.readdirSync(folder);
    return files.some((file) => file.startsWith('chat-')) && !files.some((file) => TLS.test(file));
  });
  if (!found) throw new Error(`no plain play was captured in ${captures}`);
  return found;
}

function secretsIn(bytes) {
  const all = (pattern) => [...bytes.matchAll(pattern)].map(([, text]) => decodeURIComponent(text));
  return [...new Set([...all(/rc-appkey: ([^\r\n]+)/gi), ...all(/token=([\w%.~-]+)/g)])];
}

module.exports = { recordRunCaptures };
