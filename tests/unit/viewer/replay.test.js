// The command that plays a scenario again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clients } from './run_builder.js';
import { source } from './viewer.js';

const { quoted, replayCommand, selectorOf } = await source('data/replay.js');

for (const [client, selector] of [
  [clients.web, 'web:node@5.38.0'],
  [{ ...clients.web, host: 'Chromium 156.0.8078.79', version: '5.36.7' }, 'web:chromium@5.36.7'],
  [clients.native, 'native'],
  [clients.reference, 'reference:uniapp'],
  [{ ...clients.reference, profile: 'web' }, 'reference:web'],
  [{ ...clients.reference, name: 'redial-reference+retries-31004' }, 'reference:uniapp+retries-31004'],
]) {
  test(`${client.name} in ${client.host} is selected by ${selector}`, () => assert.equal(selectorOf(client), selector));
}

test('a client that no selector names is left to the reader', () => {
  assert.equal(selectorOf({ name: 'other', version: '1', profile: 'web', host: 'x' }), undefined);
  assert.equal(replayCommand({ time: 'real' }, { id: 'a/b' }, { name: 'other' }), 'redial run a/b --client HOST:PORT');
});

test('real time needs no option, and an id with blanks is quoted', () => {
  assert.equal(
    replayCommand({ time: 'real', seed: 3 }, { id: 'token/expired [status=31020] (tls)' }, clients.native),
    "redial run 'token/expired [status=31020] (tls)' --client native",
  );
});

test('virtual time is played again with its seed', () => {
  assert.equal(
    replayCommand({ time: 'virtual', seed: '18446744073709551615' }, { id: 'kick/a' }, clients.reference),
    'redial run kick/a --client reference:uniapp --simulate --seed 18446744073709551615',
  );
});

test('compressed time is asked for', () => {
  assert.equal(
    replayCommand({ time: 'compressed', seed: 3 }, { id: 'kick/a' }, clients.web),
    'redial run kick/a --client web:node@5.38.0 --time compressed',
  );
});

test('nothing in an id reaches the shell', () => {
  assert.equal(quoted("a'; rm -rf $HOME `x`"), "'a'\\''; rm -rf $HOME `x`'");
});

test('what others have recorded is made to happen again', () => {
  const command = (scenario) => replayCommand({ time: 'real', origin: 'records' }, scenario, clients.web);
  assert.equal(command({ id: 'a b.har', file: 'a b.har' }), "redial repro 'a b.har'");
  assert.equal(command({ id: 'run.json, token/expired with web', file: 'run.json' }), 'redial repro run.json');
});

test('what was probed is in no file that could happen again', () => {
  const probed = { id: 'https://nav.example.com', file: '' };
  assert.equal(replayCommand({ time: 'real', origin: 'records' }, probed, clients.web), undefined);
});
