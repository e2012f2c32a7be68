// Finds out when this process has nothing left to do but to wait: for the network, or for a timer of the virtual clock.
'use strict';

const net = require('node:net');

// Turns of the event loop. A client that needs more at one instant keeps itself busy without end.
const MAX_TURNS = 10_000;
// Turns in which nothing happens, until nothing will: not everything that one leaves for the next can be seen.
const QUIET_TURNS = 2;
// In the words of process.getActiveResourcesInfo(): handles that wait for others, and what this module counts by itself. The rest
// of that list is work under way elsewhere: a connection in the making, a name being resolved, a file being read.
const NO_WORK = new Set(['TCPServerWrap', 'TCPSocketWrap', 'TLSWrap', 'PipeWrap', 'TTYWrap', 'Timeout', 'Immediate']);

const nextTurn = setImmediate;  // the real one

class Rest {
  #clock;
  #activity = 0;
  #sockets = new Set();
  #isOver = false;  // for the client that there was

  constructor(clock) {
    this.#clock = clock;
  }

  // From now on, sockets and immediates are counted.
  install() {
    const rest = this;
    const { connect } = net.Socket.prototype;
    net.Socket.prototype.connect = function countedConnect(...args) {
      if (rest.#isOver) return this.destroy();
      rest.#watch(this);
      return connect.apply(this, args);
    };
    globalThis.setImmediate = (...args) => {
      rest.act();
      return nextTurn(...args);
    };
  }

  // Grows with whatever this process does.
  get activity() {
    let bytes = 0;
    for (const socket of this.#sockets) bytes += traffic(socket);
    return this.#activity + bytes;
  }

  // Counts what nobody here can see.
  act(amount = 1) {
    this.#activity += amount;
  }

  // Handles what has arrived and fires the timers that are due, one by one; then calls `done({ activity, nextTimerNs })`, or
  // `done(undefined, error)`.
  settle(done, turns = 0, quiet = 0) {
    const before = this.activity;
    nextTurn(() => {
      if (turns === MAX_TURNS) return done(undefined, `the client does not come to rest within ${MAX_TURNS} turns of its loop`);
      if (isWorking()) return this.settle(done, turns);  // it takes what time it takes
      if (this.activity !== before) return this.settle(done, turns + 1);
      if (quiet < QUIET_TURNS) return this.settle(done, turns + 1, quiet + 1);
      if (!this.#clock.fireOne()) return done({ activity: this.activity, nextTimerNs: this.#clock.next()?.toString() });
      this.act();
      this.settle(done, turns + 1);
    });
  }

  // Of a client.
  begin() {
    this.#isOver = false;
  }

  // Closes all sockets and lets none be opened, whatever the client makes of that; calls `done` when none is left.
  end(done) {
    this.#isOver = true;
    if (this.#sockets.size === 0) return done();
    for (const socket of this.#sockets) socket.destroy();
    nextTurn(() => this.end(done));
  }

  #watch(socket) {
    this.#sockets.add(socket);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      this.act(traffic(socket) + 1);
    });
  }
}

function isWorking() {
  return process.getActiveResourcesInfo().some((resource) => !NO_WORK.has(resource));
}

function traffic({ bytesRead = 0, bytesWritten = 0 }) {
  return bytesRead + bytesWritten;
}

module.exports = { MAX_TURNS, Rest };
