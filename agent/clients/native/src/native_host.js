// Clients of the native stack: one to a process, because its addon holds one.
'use strict';

const { NativeClient } = require('./native_client');

class NativeHost {
  #stack;
  #libraries;
  #clients = new Set();

  // `libraries` as findLibraries gives them.
  constructor(stack, libraries) {
    this.#stack = stack;
    this.#libraries = libraries;
  }

  start(request, handlers) {
    const client = new NativeClient(this.#stack, this.#libraries, handlers);
    this.#clients.add(client);
    client.ended
      .catch(({ message }) => process.stderr.write(`data of a client stay behind: ${message}\n`))
      .then(() => this.#clients.delete(client));
    return client;
  }

  // Kills what is left, at once.
  close() {
    for (const client of this.#clients) client.abandon();
  }
}

module.exports = { NativeHost };
