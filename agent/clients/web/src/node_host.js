// Clients in Node: one to a process, because the SDK is a singleton.
'use strict';

const { ClientProcess } = require('./client_process');
const { ProcessPool } = require('./process_pool');

class NodeHost {
  #modules;
  #pool;

  constructor({ modules }) {
    this.#modules = modules;
    this.#pool = new ProcessPool(modules);
  }

  get name() {
    return `node ${process.version}`;
  }

  get capabilities() {
    return ['single-tries', 'compressed-time'];
  }

  start({ caFile, skippedNs }, handlers) {
    if (skippedNs !== undefined) return this.#pool.lend(caFile, handlers);
    const client = new ClientProcess(this.#modules, caFile);
    client.serve(handlers);
    return client;
  }

  // Kills what is left, at once.
  close() {
    this.#pool.close();
  }
}

module.exports = { NodeHost };
