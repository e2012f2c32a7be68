// How long a client's process waits for a CPU while it has something to do. Not how long it keeps itself busy: that is its doing.
'use strict';

const fs = require('node:fs');

const PERIOD_MS = 1000;
// A thread that waited for longer within a period was starved: what its client did late may not be the client's doing.
const TRUSTED_WAIT_MS = 500;

class CpuWait {
  #pid;
  #onStarved;
  #read;
  #timer;
  #waits = new Map();  // of each thread that was ever seen, up to now, in nanoseconds
  #since;

  // `pid()` is the process, which may be another one after a while. `onStarved(text)` is called for each period in which one of
  // its threads was. Where the kernel does not count the waits, it never is.
  constructor(pid, onStarved, read = waitsOf) {
    this.#pid = pid;
    this.#onStarved = onStarved;
    this.#read = read;
    this.#begin();
    this.#timer = setInterval(() => this.sample(), PERIOD_MS);
    this.#timer.unref();
  }

  // Ends the period that is under way, and begins the next.
  sample() {
    const since = this.#since;
    const waited = this.#begin() / 1e6;
    if (waited <= TRUSTED_WAIT_MS) return;
    const within = Math.round(this.#since - since);
    this.#onStarved(`the client waited ${Math.round(waited)} of ${within} ms for a CPU; play it with fewer --jobs`);
  }

  stop() {
    clearInterval(this.#timer);
  }

  // The longest that a thread has waited since the last time. The kernel leaves threads out of its list while others end, so that
  // what is known of one is kept.
  #begin() {
    this.#since = performance.now();
    let longest = 0;
    for (const [thread, wait] of this.#read(this.#pid())) {
      longest = Math.max(longest, wait - (this.#waits.get(thread) ?? 0));
      this.#waits.set(thread, wait);
    }
    return longest;
  }
}

// [thread, nanoseconds since its start]; empty if the process is gone.
function waitsOf(pid) {
  const tasks = `/proc/${pid}/task`;
  try {
    return fs.readdirSync(tasks).map((thread) => [thread, waitOf(`${tasks}/${thread}/schedstat`)]);
  } catch {
    return [];
  }
}

// Of "time on a CPU, time waiting for one, slices".
function waitOf(file) {
  try {
    return Number(fs.readFileSync(file, 'utf8').split(' ')[1]);
  } catch {
    return 0;  // the thread has ended
  }
}

module.exports = { CpuWait, PERIOD_MS, TRUSTED_WAIT_MS };
