// Turns facts into events of the trace: stamps, redacts, batches. It does not decide what is a fact.
'use strict';

const { Redactor } = require('./redact');

// The clock, in nanoseconds, and how to run something after what is being done now.
const NODE = { now: () => process.hrtime.bigint(), later: (run) => setImmediate(run) };

// Characters of what a client says in one event: it may be long, but not unbounded.
const MAX_DETAIL = 4096;

class Observer {
  #send;
  #host;
  #batch = [];
  #redactor = new Redactor();
  #lastEpoch = 0;
  #depth = 0;  // callbacks on the stack

  client = '';  // the scenario's name of the client

  constructor(send, host = NODE) {
    this.#send = send;
    this.#host = host;
  }

  // Hides this text from all events to come.
  keepSecret(text) {
    this.#redactor.add(text);
  }

  redact(text) {
    return this.#redactor.apply(text);
  }

  // What the client's API does, or tells the app; nested in the callbacks that it happens in. Here and below, `atNs` is among the
  // attributes if it was not now.
  app(kind, attributes) {
    this.#append({ lane: 'app', kind, thread: 'main', nesting: this.#depth, ...attributes });
  }

  // What the client does on the network.
  wire(kind, epoch, attributes) {
    this.#append({ lane: 'wire', kind, epoch, ...attributes });
  }

  // What is done to the client on purpose.
  fault(kind, attributes) {
    this.#append({ lane: 'fault', kind, ...attributes });
  }

  // Every dial starts a new epoch; what prepares a dial belongs to the next one already.
  beginEpoch() {
    return ++this.#lastEpoch;
  }

  get nextEpoch() {
    return this.#lastEpoch + 1;
  }

  // Runs what the app does in a callback of the client, so that events within know how deep they are.
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
    event.atNs ??= String(this.#host.now());
    event.client = this.client;
    if (event.user != null) event.user = wellFormed(event.user);
    if (event.detail != null) event.detail = wellFormed(this.redact(String(event.detail)).slice(0, MAX_DETAIL));
    if (this.#batch.push(event) === 1) this.#host.later(() => this.flush());
  }
}

// Half a surrogate pair, from the SDK or from our cut, has no UTF-8 form, and the reader would refuse the whole batch.
function wellFormed(text) {
  return new TextDecoder().decode(new TextEncoder().encode(text));
}

module.exports = { MAX_DETAIL, NODE, Observer };
