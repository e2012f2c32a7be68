// Clients in Node: one to a process, because the SDK is a singleton.
'use strict';

const { ProcessPool } = require('./process_pool');
const { startSdkProcess } = require('./sdk_process');

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
    const client = startSdkProcess(this.#modules, caFile);
    client.serve(handlers);
    return client;
  }

  // Kills what is left, at once.
  close() {
    this.#pool.close();
  }
}

module.exports = { NodeHost };
