// A client of the native stack: its window, which is here, its main process, and a data directory. It leaves none of them behind.
'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { status } = require('@grpc/grpc-js');
const { carryOut } = require('redial-node-agent/client/carry_out');
const { NODE, Observer } = require('redial-node-agent/client/observe');
const { ClientProcess, REPORT } = require('redial-node-agent/client_process');
const { NativeApp } = require('./native_app');
const { Window } = require('./window');
const { Wire } = require('./wire');

const SCRIPT = path.join(__dirname, 'main_process', 'main.js');
// The addon uses libuv's pool from threads of its own; with several threads in there, first connects were seen to abort.
const ENVIRONMENT = { UV_THREADPOOL_SIZE: '1' };
// For a client to close its connection and its database; one that takes longer is killed with them open.
const END_LIMIT_MS = 3_000;
const REMOVAL = { recursive: true, force: true, maxRetries: 5 };  // a killed process may write until the kernel has it
const NEVER = new Promise(() => {});

class NativeClient {
  #folder = fs.mkdtempSync(path.join(os.tmpdir(), 'redial-native-'));
  #process;
  #window;
  #app;
  #observer;
  #wire;
  #created;  // resolves once the client is accepted; before that, nothing of it is told
  #isOver = false;
  eventsTold = 0;  // kept by the owner

  // `observed` as in NativeHost, `handlers` as in ClientProcess.serve.
  constructor({ entry, commitId }, observed, handlers) {
    const args = [entry, this.#folder, ...(observed ? [REPORT] : [])];
    const onReport = observed && ((line) => this.#wire.read(line));
    this.#process = new ClientProcess(SCRIPT, args, { ...ENVIRONMENT, ...observed }, onReport);
    this.#window = new Window((message) => this.#ask('post', message), commitId);
    const later = (run) => this.#created.then(() => setImmediate(run), () => {});
    this.#observer = new Observer((events) => this.#isOver || handlers.onEvents(events), { ...NODE, later });
    this.#observer.keepSecret(this.#folder);
    this.#wire = new Wire(this.#observer);
    this.#app = new NativeApp(this.#window, () => this.#ask('destroy'), this.#observer);
    this.#process.serve({
      onEvents: (told) => told.forEach((one) => this.#hear(one)),
      onCrashed: (how) => {
        if (this.#isOver) return;
        this.#observer.flush();
        handlers.onCrashed(how);
      },
    });
    // Resolves when neither process nor data are left.
    this.ended = this.#process.ended.then(() => fs.promises.rm(this.#folder, REMOVAL));
  }

  // Resolves when the operation is carried out; rejects with a gRPC status if it is refused.
  async request(operation, argument) {
    if (operation === 'create') return this.#create(argument);
    const error = carryOut({ operation, argument }, this.#app, this.#observer);
    if (error !== undefined) throw { code: status.INVALID_ARGUMENT, details: error };
  }

  // Lets the stack close what it has open, and then ends the process, which nothing of it survives.
  async kill() {
    this.#isOver = true;
    const late = setTimeout(() => this.#process.kill(), END_LIMIT_MS);
    await this.#process.request('end').catch(() => {});
    this.#process.kill();
    clearTimeout(late);
  }

  // Returns when the process is killed and its data removed.
  abandon() {
    this.#isOver = true;
    this.#process.kill();
    fs.rmSync(this.#folder, REMOVAL);
  }

  #create(setup) {
    this.#observer.client = setup.name;
    this.#observer.keepSecret(setup.appKey);
    this.#created = this.#process.request('start', setup.appKey);
    this.#observer.app('client-created');
    this.#app.create(setup);
    return this.#created;
  }

  // Of the main process. If it dies over it, that is told otherwise.
  #ask(operation, argument) {
    return this.#process.request(operation, argument).catch(() => NEVER);
  }

  #hear({ channel, message, kind, detail, atNs }) {
    if (channel) this.#window.receive(channel, message, atNs);
    else this.#observer.app(kind, { detail, atNs });
  }
}

module.exports = { NativeClient };
