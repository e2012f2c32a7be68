// What one client has in its process: its observer, its browser and an SDK of its own. In compressed time several live here, one
// after the other, and each leaves the process as it found it.
'use strict';

const { createRequire } = require('node:module');
const { NODE, Observer } = require('redial-node-agent/client/observe');
const { installBrowserGlobals } = require('./browser_globals');
const { compressTime } = require('./compressed_time');
const { Sdk } = require('./sdk');

let time;  // of this process, once it is compressed

class Life {
  sdk;
  #modules;
  #skippedNs;
  #found;  // globals and modules that there were before
  #isOver = false;

  // `send(events)` is called for every batch until the life is over.
  constructor(modules, { skippedNs }, send) {
    this.#modules = modules;
    this.#skippedNs = skippedNs;
    if (skippedNs !== undefined) time ??= compressTime();
    this.observer = new Observer((events) => this.#isOver || send(events), time ? { ...NODE, now: time.now } : NODE);
  }

  // Undefined in real time.
  get time() {
    return time;
  }

  begin() {
    time?.begin(this.#skippedNs);
    this.#found = new Set([...Object.getOwnPropertyNames(globalThis), ...Object.keys(require.cache)]);
    installBrowserGlobals(this.observer);
    // Loaded last: the SDK must find its host complete.
    this.sdk = new Sdk(createRequire(`${this.#modules}/`)('@rongcloud/imlib-next'), this.observer);
  }

  // In compressed time only. Calls `done` when no socket and no global of the client is left; nothing of it is heard from now on.
  end(done) {
    this.#isOver = true;
    time.end(() => {
      this.#leave(globalThis);
      this.#leave(require.cache);
      done();
    });
  }

  #leave(table) {
    for (const name of Object.getOwnPropertyNames(table)) {
      if (!this.#found.has(name)) delete table[name];
    }
  }
}

module.exports = { Life };
