// Compressed time for what runs in this process: Date, performance.now and timers by a clock that the run sets. It does not know
// when that is (rest.js, and the run), and leaves alone what Node itself lives by.
'use strict';

const { notify } = require('./handler');

const NS_PER_MS = 1_000_000n;
// As in core/time/compressed_clock.hpp: so that causes come before effects on all clocks of a run.
const SLOWNESS = 1000n;
// What Node makes of delays that it does not take.
const SHORTEST_MS = 1;
const LONGEST_MS = 2 ** 31 - 1;

function asDelay(value) {
  const ms = Math.trunc(Number(value));
  return ms >= SHORTEST_MS && ms <= LONGEST_MS ? ms : SHORTEST_MS;
}

// What setTimeout gives back: in Node an object, of which a client written for browsers uses nothing but its identity.
class Timer {
  constructor(run, delay, repeats) {
    Object.assign(this, { run, delay, repeats });
  }

  ref() { return this; }

  unref() { return this; }

  hasRef() { return true; }
}

class VirtualClock {
  #machine;
  #skipped = 0n;
  #origin = 0n;  // of performance.now
  #timers = new Map();  // when each is due, in the order of starting

  // `machine` reads the machine's monotonic clock in nanoseconds.
  constructor(machine = process.hrtime.bigint) {
    this.#machine = machine;
  }

  // As for a process that starts now: no timers.
  begin(skippedNs) {
    this.set(skippedNs);
    this.#origin = this.now();
    this.#timers.clear();
  }

  now() {
    return this.#skipped + this.#machine() / SLOWNESS;
  }

  // Fires nothing.
  set(skippedNs) {
    this.#skipped = BigInt(skippedNs);
  }

  // When the next timer is due; undefined without timers.
  next() {
    return this.#first()?.[1];
  }

  // Runs the first timer that is due, if one is.
  fireOne() {
    const [timer, due] = this.#first() ?? [];
    if (timer === undefined || due > this.now()) return false;
    if (timer.repeats) this.#start(timer);
    else this.#timers.delete(timer);
    notify(timer, 'run');
    return true;
  }

  install(target = globalThis) {
    const epoch = BigInt(Date.now()) * NS_PER_MS - this.#machine();
    const unixNow = () => Number((epoch + this.now()) / NS_PER_MS);
    const start = (repeats) => (run, delay, ...args) => this.#start(new Timer(() => run(...args), asDelay(delay), repeats));
    const clear = (timer) => { this.#timers.delete(timer); };
    Object.assign(target, {
      setTimeout: start(false),
      setInterval: start(true),
      clearTimeout: clear,
      clearInterval: clear,
      Date: virtualDate(unixNow),
    });
    target.performance.now = () => Number(this.now() - this.#origin) / Number(NS_PER_MS);
  }

  #start(timer) {
    this.#timers.delete(timer);  // to the end, if it is there
    this.#timers.set(timer, this.now() + BigInt(timer.delay) * NS_PER_MS);
    return timer;
  }

  // Of several that are due at the same time, the one started first.
  #first() {
    let first;
    for (const entry of this.#timers) {
      if (first === undefined || entry[1] < first[1]) first = entry;
    }
    return first;
  }
}

// A Date that tells another time of the day, and is one in every other respect.
function virtualDate(unixNow) {
  return new Proxy(Date, {
    construct: (date, args, target) => Reflect.construct(date, args.length > 0 ? args : [unixNow()], target),
    apply: (date) => new date(unixNow()).toString(),
    get: (date, name) => (name === 'now' ? unixNow : Reflect.get(date, name)),
  });
}

module.exports = { VirtualClock };
