// Turns facts into events of the trace: stamps, redacts, batches. It does not decide what is a fact.
'use strict';

const { Redactor } = require('./redact');

// Characters of what a client says in one event: it may be long, but not unbounded.
const MAX_DETAIL = 4096;

class Observer {
  #send;
  #batch = [];
  #redactor = new Redactor();
  #now;
  #lastEpoch = 0;
  #depth = 0;  // callbacks on the stack

  client = '';  // the scenario's name of the client

  // `now` gives the time of events in nanoseconds.
  constructor(send, now = process.hrtime.bigint) {
    this.#send = send;
    this.#now = now;
  }

  // Hides this text from all events to come.
  keepSecret(text) {
    this.#redactor.add(text);
  }

  redact(text) {
    return this.#redactor.apply(text);
  }

  // What the client's API does, or tells the app.
  app(kind, attributes) {
    this.#append({ lane: 'app', kind, thread: 'main', nesting: Math.max(this.#depth - 1, 0), ...attributes });
  }

  // What the client does on the network.
  wire(kind, epoch, attributes) {
    this.#append({ lane: 'wire', kind, epoch, ...attributes });
  }

  // Every dial starts a new epoch; what prepares a dial belongs to the next one already.
  beginEpoch() {
    return ++this.#lastEpoch;
  }

  get nextEpoch() {
    return this.#lastEpoch + 1;
  }

  // Runs what the client called back, so that events within know how deep they are.
  callback(run) {
    this.#depth += 1;
    try {
      run();
    } finally {
      this.#depth -= 1;
    }
  }

  flush() {
    if (this.#batch.length > 0) this.#send(this.#batch);
    this.discard();
  }

  // Forgets what has not been sent: a client that was refused has no history.
  discard() {
    this.#batch = [];
  }

  #append(event) {
    event.atNs = String(this.#now());
    event.client = this.client;
    if (event.user != null) event.user = wellFormed(event.user);
    if (event.detail != null) event.detail = wellFormed(this.redact(String(event.detail)).slice(0, MAX_DETAIL));
    if (this.#batch.push(event) === 1) setImmediate(() => this.flush());
  }
}

// Half a surrogate pair, from the SDK or from our cut, has no UTF-8 form, and the reader would refuse the whole batch.
function wellFormed(text) {
  return Buffer.from(String(text)).toString();
}

module.exports = { MAX_DETAIL, Observer };
