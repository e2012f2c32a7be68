// A client of the native stack: the app's process, which can be another one after a while, and their data. It leaves neither.
'use strict';

const { status } = require('@grpc/grpc-js');
const { carryOut } = require('redial-node-agent/client/carry_out');
const { NODE, Observer } = require('redial-node-agent/client/observe');
const { AppProcess } = require('./app_process');
const { DataDirectory } = require('./data_directory');

class NativeClient {
  #stack;
  #libraries;
  #handlers;
  #data = DataDirectory.make();
  #observer;
  #process;
  #setup;
  #created;  // resolves once the client is accepted; before that, nothing of it is told
  #isRestarting = false;
  #isOver = false;
  #nothingIsLeft;
  // Resolves when neither process nor data are left.
  ended = new Promise((resolve) => { this.#nothingIsLeft = resolve; });
  eventsTold = 0;  // kept by the owner

  // `libraries` as in NativeHost, `handlers` as in ClientProcess.serve.
  constructor(stack, libraries, handlers) {
    this.#stack = stack;
    this.#libraries = libraries;
    this.#handlers = handlers;
    const later = (run) => this.#created.then(() => setImmediate(run), () => {});
    this.#observer = new Observer((events) => this.#isOver || handlers.onEvents(events), { ...NODE, later });
    this.#observer.keepSecret(this.#data.root);
    this.#runApp();
  }

  get pid() {
    return this.#process.pid;
  }

  // Resolves when the operation is carried out; rejects with a gRPC status if it is refused.
  async request(operation, argument) {
    if (operation === 'create') return this.#create(argument);
    if (operation === 'restartApp') return this.#restartApp();
    if (operation === 'setStorage') return this.#setStorage(argument);
    if (operation === 'catchUp') return this.#catchUp();
    const error = carryOut({ operation, argument }, this.#process.app, this.#observer);
    if (error !== undefined) throw { code: status.INVALID_ARGUMENT, details: error };
  }

  async kill() {
    this.#isOver = true;
    await this.#process.close();
  }

  // Returns when the process is killed and its data removed.
  abandon() {
    this.#isOver = true;
    this.#process.kill();
    this.#data.removeAtOnce();
  }

  #runApp() {
    this.#process = new AppProcess(this.#stack, this.#libraries, this.#data, this.#observer, (how) => {
      if (this.#isOver) return;
      this.#observer.flush();
      this.#handlers.onCrashed(how);
    });
    this.#process.ended.then(() => {
      if (!this.#isRestarting || this.#isOver) this.#nothingIsLeft(this.#data.remove());
    });
  }

  #create(setup) {
    this.#setup = setup;
    this.#observer.client = setup.name;
    this.#observer.keepSecret(setup.appKey);
    this.#created = this.#process.start(setup.appKey);
    this.#observer.app('client-created');
    this.#process.app.create(setup);
    return this.#created;
  }

  // What the process had not told by then is lost, as it would be to the app.
  async #restartApp() {
    this.#isRestarting = true;
    this.#process.kill();
    await this.#process.ended;
    this.#isRestarting = false;
    if (this.#isOver) return;
    this.#observer.app('app-restarted');
    this.#observer.flush();
    this.#runApp();
    await this.#process.start(this.#setup.appKey);
    this.#process.app.create({ ...this.#setup, uninitialised: false });
  }

  async #catchUp() {
    await this.#process.catchUp();
    this.#observer.flush();
  }

  async #setStorage({ condition }) {
    const refuse = (code, details) => { throw { code, details }; };
    const { conditions } = DataDirectory;
    if (!conditions.includes(condition)) refuse(status.INVALID_ARGUMENT, `a condition is one of ${conditions.join(', ')}`);
    const error = this.#data.set(condition);
    if (error !== undefined) refuse(status.FAILED_PRECONDITION, error);
    this.#observer.fault('storage-changed', { name: condition });
    this.#observer.flush();
  }
}

module.exports = { NativeClient };
