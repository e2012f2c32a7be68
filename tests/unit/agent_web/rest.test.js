// When a process has nothing left to do. Each case runs in a process of its own: what is counted is global.
'use strict';

const assert = require('node:assert');
const { execFile } = require('node:child_process');
const { test } = require('node:test');
const { promisify } = require('node:util');
const { PACKAGE, source } = require('./web_agent');

const { MAX_TURNS } = source('child/rest');

// Runs `body`, which gets compressed time and calls `print`, and gives back what it printed.
async function inCompressedTime(body) {
  const program = `
    const { compressTime } = require('${PACKAGE}/src/child/compressed_time');
    const time = compressTime();
    const settle = () => new Promise((resolve) => time.settle({}, (rest, error) => resolve({ ...rest, error })));
    const print = (value) => process.stdout.write(JSON.stringify(value));
    (${body})(time, settle, print).then(() => process.exit());`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', program], { timeout: 30_000 });
  return JSON.parse(stdout);
}

test('an idle process rests, and its activity stays the same', async () => {
  const [first, second] = await inCompressedTime(async (time, settle, print) => {
    print([await settle(), await settle()]);
  });
  assert.deepStrictEqual(first, second);
  assert.strictEqual(first.nextTimerNs, undefined);
});

test('a dialogue over sockets is over when the process rests, and was activity', async () => {
  const { before, after, heard } = await inCompressedTime(async (time, settle, print) => {
    const net = require('node:net');
    const server = net.createServer((socket) => socket.on('data', () => socket.end('answer')));
    await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const before = time.rest.activity;
    let heard = '';
    const socket = net.connect(server.address().port, '127.0.0.1', () => socket.write('question'));
    socket.on('data', (data) => { heard += data; });
    print({ before, after: (await settle()).activity, heard });
  });
  assert.strictEqual(heard, 'answer');
  assert.ok(after > before);
});

test('work that Node does elsewhere is waited for', async () => {
  const { read } = await inCompressedTime(async (time, settle, print) => {
    let read = false;
    require('node:fs').readFile(process.execPath, () => { read = true; });
    await settle();
    print({ read });
  });
  assert.strictEqual(read, true);
});

test('due timers fire one by one, with what they set off in between', async () => {
  const log = await inCompressedTime(async (time, settle, print) => {
    const log = [];
    setTimeout(() => { log.push('first'); setImmediate(() => log.push('set off')); }, 1);
    setTimeout(() => log.push('second'), 2);
    time.setClock({ skippedNs: '60000000000' }, () => {});
    await settle();
    print(log);
  });
  assert.deepStrictEqual(log, ['first', 'set off', 'second']);
});

test('the next timer is told', async () => {
  const { nextTimerNs } = await inCompressedTime(async (time, settle, print) => {
    setTimeout(() => {}, 45_000);
    print(await settle());
  });
  assert.ok(BigInt(nextTimerNs) >= 45_000_000_000n);
});

test('a process that never rests is given up after so many turns', async () => {
  const { error, turns } = await inCompressedTime(async (time, settle, print) => {
    let turns = 0;
    (function again() { turns += 1; setImmediate(again); })();
    const { error } = await settle();
    print({ error, turns });
  });
  assert.match(error, new RegExp(`does not come to rest within ${MAX_TURNS} turns`));
  assert.ok(turns >= MAX_TURNS);
});
