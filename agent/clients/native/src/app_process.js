// One process of an app that uses the native stack: the package's main process, which is a process, and its window and the app,
// which are here. When it ends, all that is left of it are its data.
'use strict';

const path = require('node:path');
const { ClientProcess, REPORT } = require('redial-node-agent/client_process');
const { NativeApp } = require('./native_app');
const { environmentOf } = require('./preload');
const { Window } = require('./window');
const { Wire } = require('./wire');

const SCRIPT = path.join(__dirname, 'main_process', 'main.js');
// The addon uses libuv's pool from threads of its own; with several threads in there, first connects were seen to abort.
const ENVIRONMENT = { UV_THREADPOOL_SIZE: '1' };
// For a client to close its connection and its database; one that takes longer is killed with them open.
const END_LIMIT_MS = 3_000;
// How the addon's SQLCipher complains of a damaged database, in hundreds of lines; the app is told by an event.
const SQLCIPHER = / ERROR CORE (sqlcipher|sqlite3Codec)/;
const NEVER = new Promise(() => {});

class AppProcess {
  #process;
  #window;
  #wire;
  #observer;
  #reports;
  app;

  // `onCrashed(how)` as in ClientProcess.serve.
  constructor({ entry, commitId }, libraries, data, observer, onCrashed) {
    this.#observer = observer;
    this.#wire = new Wire(observer);
    this.#reports = libraries.observer !== undefined;
    const args = [entry, data.root, ...(this.#reports ? [REPORT] : [])];
    const onReport = this.#reports ? (line) => this.#wire.read(line) : undefined;
    const environment = { ...ENVIRONMENT, ...environmentOf(libraries, data) };
    this.#process = new ClientProcess(SCRIPT, args, environment, onReport, tellOfErrors);
    this.#window = new Window((message) => this.#ask('post', message), commitId);
    this.app = new NativeApp(this.#window, () => this.#ask('destroy'), observer);
    this.#process.serve({ onEvents: (told) => told.forEach((one) => this.#hear(one)), onCrashed });
    this.ended = this.#process.ended;
  }

  get pid() {
    return this.#process.pid;
  }

  // Resolves once the package has taken the AppKey.
  start(appKey) {
    return this.#process.request('start', appKey);
  }

  // Resolves when all that the process has told and reported by now is with the observer.
  async catchUp() {
    const mark = this.#wire.expectMark();
    await this.#process.request('mark', mark.number);
    if (this.#reports) await mark.isRead;
  }

  // Lets the stack close what it has open, and then ends the process, which nothing of it survives.
  async close() {
    const late = setTimeout(() => this.kill(), END_LIMIT_MS);
    await this.#process.request('end').catch(() => {});
    this.kill();
    clearTimeout(late);
  }

  kill() {
    this.#process.kill();
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

function tellOfErrors(line) {
  if (!SQLCIPHER.test(line)) process.stderr.write(`${line}\n`);
}

module.exports = { AppProcess };
