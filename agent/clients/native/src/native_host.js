// Clients of the native stack: each has a process and a data directory of its own, and leaves neither behind.
'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { ClientProcess } = require('redial-node-agent/client_process');

const SCRIPT = path.join(__dirname, 'child', 'main.js');
// With more threads in libuv's pool the addon may abort its process at a first connect.
const ENVIRONMENT = { UV_THREADPOOL_SIZE: '1' };
// For a client to close its connection and its database; one that takes longer is killed with them open.
const END_LIMIT_MS = 3_000;
const REMOVAL = { recursive: true, force: true, maxRetries: 5 };  // a killed process may write until the kernel has it

class NativeHost {
  #stack;
  #clients = new Set();

  constructor(stack) {
    this.#stack = stack;
  }

  start(request, handlers) {
    const client = new NativeClient(this.#stack, handlers);
    this.#clients.add(client);
    client.ended.then(() => this.#clients.delete(client));
    return client;
  }

  // Kills what is left, at once.
  close() {
    for (const client of this.#clients) client.abandon();
  }
}

class NativeClient {
  #folder = fs.mkdtempSync(path.join(os.tmpdir(), 'redial-native-'));
  #process;
  eventsTold = 0;  // kept by the owner

  // `handlers` as in ClientProcess.serve.
  constructor({ entry, commitId }, handlers) {
    this.#process = new ClientProcess(SCRIPT, [entry, commitId, this.#folder], ENVIRONMENT);
    this.#process.serve(handlers);
    // Resolves when neither process nor data are left.
    this.ended = this.#process.ended.then(() => fs.promises.rm(this.#folder, REMOVAL));
  }

  request(operation, argument) {
    return this.#process.request(operation, argument);
  }

  // Lets the stack close what it has open, and then ends the process, which nothing of it survives.
  kill() {
    this.#process.serve({ onEvents() {}, onLost() {} });
    const late = setTimeout(() => this.#process.kill(), END_LIMIT_MS);
    this.#process.request('end').catch(() => {}).then(() => this.#process.kill());
    return this.ended.then(() => clearTimeout(late));
  }

  // Returns when the process is killed and its data removed.
  abandon() {
    this.#process.kill();
    fs.rmSync(this.#folder, REMOVAL);
  }
}

module.exports = { NativeHost };
