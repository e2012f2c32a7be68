// Clients in Node: one process each, because the SDK is a singleton.
'use strict';

const { ClientProcess } = require('./client_process');

class NodeHost {
  #modules;

  constructor({ modules }) {
    this.#modules = modules;
  }

  get name() {
    return `node ${process.version}`;
  }

  get capabilities() {
    return ['compressed-time'];
  }

  start(client, handlers) {
    return new ClientProcess(this.#modules, client, handlers);
  }
}

module.exports = { NodeHost };
