// Processes for clients in compressed time, in which starting one costs more than a client does: each serves one client after the
// other. In real time a client has a process of its own from its start to its end.
'use strict';

const { startSdkProcess } = require('./sdk_process');

// Of one process: what the SDK leaves behind in memory stays bounded.
const MAX_CLIENTS = 100;
// For a client to be over; one that keeps its process busy for longer loses it.
const END_LIMIT_MS = 5_000;

const nobody = { onEvents() {}, onCrashed() {} };

class ProcessPool {
  #modules;
  #all = new Set();  // { process, caFile, clients, isIdle }

  constructor(modules) {
    this.#modules = modules;
  }

  // A client: takes requests until it is killed. `handlers` as in ClientProcess.serve.
  lend(caFile, handlers) {
    const entry = this.#idle(caFile) ?? this.#start(caFile);
    entry.isIdle = false;
    entry.clients += 1;
    entry.process.serve({
      onEvents: handlers.onEvents,
      onCrashed: (how) => {
        this.#all.delete(entry);
        handlers.onCrashed(how);
      },
    });
    return new Tenant(entry.process, (isLeft) => this.#takeBack(entry, isLeft));
  }

  // Kills all processes at once.
  close() {
    for (const { process } of this.#all) process.kill();
    this.#all.clear();
  }

  #idle(caFile) {
    return [...this.#all].find((entry) => entry.isIdle && entry.caFile === caFile);
  }

  #start(caFile) {
    const entry = { process: startSdkProcess(this.#modules, caFile), caFile, clients: 0, isIdle: false };
    this.#all.add(entry);
    return entry;
  }

  #takeBack(entry, isLeft) {
    entry.isIdle = isLeft && entry.clients < MAX_CLIENTS;
    if (entry.isIdle) return entry.process.serve({ ...nobody, onCrashed: () => this.#all.delete(entry) });
    this.#all.delete(entry);
    entry.process.kill();
  }
}

// A client in a process that is given back: `giveBack(isLeft)` hears whether the client has left it.
class Tenant {
  #process;
  #giveBack;
  #isOver = false;
  eventsTold = 0;  // kept by the owner

  constructor(process, giveBack) {
    this.#process = process;
    this.#giveBack = giveBack;
  }

  request(operation, argument) {
    return this.#process.request(operation, argument);
  }

  // Resolves when the process is free or dead. Works once: after that the process may serve another client.
  async kill() {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#process.serve(nobody);
    const late = setTimeout(() => this.#giveBack(false), END_LIMIT_MS);
    const isLeft = await this.#process.request('end').then(() => true, () => false);
    clearTimeout(late);
    this.#giveBack(isLeft);
  }
}

module.exports = { MAX_CLIENTS, ProcessPool };
