// What counts as a client that was kept from the CPU.
'use strict';

const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const { test } = require('node:test');
const { ClientStream, serveHost, shared } = require('./node_agent');

const LIMIT = { timeout: 60000 };
const { CpuWait, TRUSTED_WAIT_MS } = shared('cpu_wait');

// What is told of a process whose threads have waited for so many milliseconds up to each of these readings.
function toldOf(t, ...waits) {
  const told = [];
  const readings = waits.map((one) => Object.entries(one).map(([thread, ms]) => [thread, ms * 1e6]));
  const meter = new CpuWait(() => 1, (text) => told.push(text), () => readings.shift());
  t.after(() => meter.stop());
  while (readings.length > 0) meter.sample();
  return told;
}

test('a thread that waited for longer than is trusted was starved', (t) => {
  const [text] = toldOf(t, { 1: 5, 2: 100 }, { 1: 5, 2: 101 + TRUSTED_WAIT_MS });
  assert.match(text, /^the client waited 501 of \d+ ms for a CPU; play it with fewer --jobs$/);
});

test('what a thread waited before the period does not count', (t) => {
  assert.deepEqual(toldOf(t, { 1: 5000 }, { 1: 5000 + TRUSTED_WAIT_MS }), []);
});

test('threads that wait side by side do not add up', (t) => {
  assert.deepEqual(toldOf(t, { 1: 0, 2: 0 }, { 1: TRUSTED_WAIT_MS, 2: TRUSTED_WAIT_MS }), []);
});

test('a thread that began within the period counts', (t) => {
  assert.equal(toldOf(t, {}, { 1: TRUSTED_WAIT_MS + 1 }).length, 1);
});

test('a thread that the kernel did not list for a while did not wait all its life within one period', (t) => {
  assert.deepEqual(toldOf(t, { 1: 9000 }, {}, { 1: 9100 }), []);
});

test('a process that is gone was not starved', (t) => {
  const meter = new CpuWait(() => 2 ** 30, () => assert.fail('it was told'));
  t.after(() => meter.stop());
  meter.sample();
});

// Three that want all of one CPU: each waits for two thirds of the time.
test('a client that shares its CPU with others who are busy is starved, and the stream says so', LIMIT, async (t) => {
  const busy = () => spawn('taskset', ['--cpu-list', '0', process.execPath, '--eval', 'for (;;);']);
  const processes = [busy(), busy(), busy()];
  t.after(() => processes.forEach((one) => one.kill('SIGKILL')));
  const client = { pid: processes[0].pid, request: async () => {}, kill() {}, eventsTold: 0 };
  const stream = new ClientStream(await serveHost(t, { capabilities: [] }, { start: () => client }));
  const { lane, client: name, detail } = await stream.until({ kind: 'client-starved' });
  assert.deepEqual([lane, name], ['run', 'alice']);
  assert.match(detail, /^the client waited \d+ of \d+ ms for a CPU/);
});
