// The way of a run into the page and out of it again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { embed, source } from './viewer.js';

const { decodeRun } = await source('data/decode.js');

const packed = (json) => deflateSync(json).toString('base64');

test('what was packed comes out as it was', async () => {
  const run = { run: { seed: 1 }, texts: ['', '融云 “quoted” </script>'] };
  assert.deepEqual(await decodeRun(packed(JSON.stringify(run))), run);
});

test('white space around the data does not matter', async () => {
  assert.deepEqual(await decodeRun(`\n  ${packed('{"run":{}}')}\n`), { run: {} });
});

test('events come out as plain columns', async () => {
  const events = { shapes: { kind: [1], detail: [0] }, shape: [0, 0], at: [5, 6], detail: [] };
  const run = await decodeRun(packed(JSON.stringify({ run: {}, events })));
  assert.deepEqual(run.events, { kind: [1, 1], at: [5, 6], detail: [0, 0] });
});

test('a seed of 64 bits keeps all its digits', async () => {
  const { run } = await decodeRun(packed('{"run":{"redial":{},"seed":18446744073709551615}}'));
  assert.equal(run.seed, '18446744073709551615');
});

test('a seed that fits stays a number', async () => {
  assert.equal((await decodeRun(packed('{"run":{"seed":42}}'))).run.seed, 42);
});

test('the placeholder itself is no run, and the error says how to get one', async () => {
  await assert.rejects(decodeRun('REDIAL_RUN_DATA'), /holds no run.*redial run --format html/);
});

test('a file that was cut short is told as incomplete', async () => {
  const text = packed(JSON.stringify({ texts: Array.from({ length: 500 }, (_, i) => `text ${i}`) }));
  await assert.rejects(decodeRun(text.slice(0, (text.length / 2) & ~3)), /cannot be read.*write it again/);
});

test('embedding puts the run where the placeholder was, once', async () => {
  const page = embed('<a>REDIAL_RUN_DATA</a>', '{"run":{}}');
  assert.deepEqual(await decodeRun(/<a>(.*)<\/a>/.exec(page)[1]), { run: {} });
});

test('a template without a placeholder, or with two, is refused', () => {
  assert.throws(() => embed('<a></a>', '{}'), /0 placeholders/);
  assert.throws(() => embed('REDIAL_RUN_DATA REDIAL_RUN_DATA', '{}'), /2 placeholders/);
});
