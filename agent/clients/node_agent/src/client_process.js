// The parent's end of one child process, which holds one client at a time. It carries requests and events, and reads neither.
'use strict';

const { fork } = require('node:child_process');
const { once } = require('node:events');
const readline = require('node:readline');
const { status } = require('@grpc/grpc-js');

// Where a child may write lines that have to come out even if it dies, or are not written by JavaScript.
const REPORT = 4;

class ClientProcess {
  #child;
  #outputs = [];  // read by lines
  #handlers;
  #requests = new Map();  // unanswered, by number
  #lastRequest = 0;
  #killed = false;
  eventsTold = 0;  // kept by the owner

  // Runs `script` with `args`; `env` is added to the environment. With `onReport(line)` the child's descriptor REPORT is open for
  // lines; with `onErrorLine(line)` its stderr is not this process's. Before a client is created, `serve` says who hears of it.
  constructor(script, args, env = {}, onReport = undefined, onErrorLine = undefined) {
    const stdio = ['ignore', 'ignore', onErrorLine ? 'pipe' : 'inherit', 'ipc', onReport ? 'pipe' : 'ignore'];
    this.#child = fork(script, args, { env: { ...process.env, ...env }, stdio });
    if (onErrorLine) this.#readLines(this.#child.stderr, onErrorLine);
    if (onReport) this.#readLines(this.#child.stdio[REPORT], onReport);
    this.#child.on('message', ({ events, reply, value, error }) => {
      if (this.#killed) return;
      if (events) this.#handlers.onEvents(events);
      else this.#answer(reply, value, error);
    });
    // Resolves when the process is over, whatever ended it.
    this.ended = this.#end().then((how) => {
      this.#refuse(status.NOT_FOUND, `the client is gone: ${how}`);
      if (!this.#killed) this.#handlers.onCrashed(how);
    }, ({ message }) => this.#refuse(status.RESOURCE_EXHAUSTED, `the client's process could not be started: ${message}`));
  }

  get pid() {
    return this.#child.pid;
  }

  // From now on `onEvents(events)` is called for every batch; `onCrashed(how)` once, after the last batch, with the signal or
  // exit status, if the child ends without having been killed.
  serve(handlers) {
    this.#handlers = handlers;
  }

  // Resolves with what the operation gives back, once it is carried out; rejects with a gRPC status if the child refused or died.
  request(operation, argument) {
    const number = ++this.#lastRequest;
    return new Promise((resolve, reject) => {
      this.#requests.set(number, { resolve, reject });
      this.#child.send({ number, operation, argument }, () => {});  // a dead child is reported by #end
    });
  }

  // At once and whatever state the SDK is in; its sockets are closed by the kernel.
  kill() {
    this.#killed = true;
    this.#child.kill('SIGKILL');
  }

  #answer(number, value, error) {
    const { resolve, reject } = this.#requests.get(number);
    this.#requests.delete(number);
    if (error === undefined) resolve(value);
    else reject({ code: status.INVALID_ARGUMENT, details: error });
  }

  #readLines(input, onLine) {
    this.#outputs.push(readline.createInterface({ input }).on('line', onLine));
  }

  // Channel and outputs may still hold something when the process has exited: the end is when all are over. Rejects if there was
  // no process.
  async #end() {
    const outputsEnd = this.#outputs.map((output) => once(output, 'close'));
    const [[code, signal]] = await Promise.all([once(this.#child, 'exit'), once(this.#child, 'disconnect'), ...outputsEnd]);
    return signal ?? `exit status ${code}`;
  }

  #refuse(code, details) {
    for (const { reject } of this.#requests.values()) reject({ code, details });
  }
}

module.exports = { ClientProcess, REPORT };
