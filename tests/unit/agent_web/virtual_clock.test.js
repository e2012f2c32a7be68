// The clock that the run sets, and the timers that live by it.
'use strict';

const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const { test } = require('node:test');
const { PACKAGE, source } = require('./web_agent');

const { VirtualClock } = source('child/virtual_clock');

const MS = 1_000_000n;

// A clock on a machine whose own clock stands still, the globals it gives, and a log of what its timers do.
function installed() {
  const clock = new VirtualClock(() => 0n);
  const globals = { performance: {} };
  clock.install(globals);
  const log = [];
  return { clock, globals, log, note: (word) => log.push(word) };
}

// Moves the clock and fires what is due.
function moveTo(clock, ms) {
  clock.set(BigInt(ms) * MS);
  while (clock.fireOne());
}

test('a timer fires at its time, and only when the clock is asked to', () => {
  const { clock, globals, log, note } = installed();
  globals.setTimeout(note, 5000, 'fired');
  moveTo(clock, 4999);
  assert.deepStrictEqual(log, []);
  clock.set(5000n * MS);
  assert.deepStrictEqual(log, []);
  assert.strictEqual(clock.fireOne(), true);
  assert.deepStrictEqual(log, ['fired']);
  assert.strictEqual(clock.fireOne(), false);
});

test('timers fire in the order of their times, and of starting where these are equal', () => {
  const { clock, globals, log, note } = installed();
  globals.setTimeout(note, 20, 'last');
  globals.setTimeout(note, 10, 'first');
  globals.setTimeout(note, 10, 'second');
  moveTo(clock, 100);
  assert.deepStrictEqual(log, ['first', 'second', 'last']);
});

test('the next timer is known, and none when there is none', () => {
  const { clock, globals, note } = installed();
  assert.strictEqual(clock.next(), undefined);
  globals.setTimeout(note, 45_000);
  assert.strictEqual(clock.next(), 45_000n * MS);
});

test('an interval goes on until it is cleared', () => {
  const { clock, globals, log, note } = installed();
  const interval = globals.setInterval(note, 1000, 'tick');
  for (const ms of [1000, 2000, 3000]) moveTo(clock, ms);
  globals.clearInterval(interval);
  moveTo(clock, 9000);
  assert.deepStrictEqual(log, ['tick', 'tick', 'tick']);
});

test('a timer cleared, or never started, does nothing', () => {
  const { clock, globals, log, note } = installed();
  globals.clearTimeout(globals.setTimeout(note, 10, 'cleared'));
  globals.clearTimeout(undefined);
  moveTo(clock, 100);
  assert.deepStrictEqual(log, []);
});

test('delays that Node does not take are one millisecond, as in Node', () => {
  for (const delay of [undefined, 0, -5, NaN, 2 ** 31]) {
    const { clock, globals, note } = installed();
    globals.setTimeout(note, delay);
    assert.strictEqual(clock.next(), MS, String(delay));
  }
});

test('dates and performance go with the clock', () => {
  const { clock, globals } = installed();
  const before = new globals.Date();
  moveTo(clock, 300_000);
  assert.strictEqual(globals.Date.now() - before.getTime(), 300_000);
  assert.strictEqual(new globals.Date() - before, 300_000);
  assert.strictEqual(globals.performance.now(), 300_000);
});

test('a clock that begins anew has no timers, and performance starts at zero', () => {
  const { clock, globals, note } = installed();
  globals.setTimeout(note, 10);
  moveTo(clock, 5);
  clock.begin(3_600_000n * MS);
  assert.strictEqual(clock.next(), undefined);
  assert.strictEqual(globals.performance.now(), 0);
  clock.begin(0n);
  assert.strictEqual(globals.performance.now(), 0);
});

test('a date is a date in every other respect', () => {
  const { globals } = installed();
  assert.ok(new globals.Date() instanceof Date);
  assert.ok(new Date() instanceof globals.Date);
  assert.strictEqual(new globals.Date(86_400_000).toISOString(), '1970-01-02T00:00:00.000Z');
  assert.strictEqual(globals.Date.UTC(1970, 0, 2), 86_400_000);
  assert.match(globals.Date(), /GMT/);
});

test('the clock creeps with the machine, a thousand times slower', () => {
  let machine = 0n;
  const clock = new VirtualClock(() => machine);
  clock.set(7n);
  machine = 2_000_000n;
  assert.strictEqual(clock.now(), 2007n);
});

test('what a timer throws goes to the host and leaves the others intact', () => {
  const script = `
    const { VirtualClock } = require(${JSON.stringify(`${PACKAGE}/src/child/virtual_clock`)});
    process.on('uncaughtException', (error) => console.log('host: ' + error.message));
    const clock = new VirtualClock(() => 0n);
    clock.install();
    setTimeout(() => { throw new Error('from a timer'); }, 1);
    setTimeout(() => console.log('the other'), 1);
    clock.set(1_000_000n);
    while (clock.fireOne());`;
  assert.strictEqual(execFileSync(process.execPath, ['-e', script]).toString(), 'the other\nhost: from a timer\n');
});
