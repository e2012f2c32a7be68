// A customer in Node: a process whose standard output and error go to one file, as `node app.js > app.log 2>&1` has them.
'use strict';

const { fork } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const path = require('node:path');

const SCRIPT = path.join(__dirname, 'customer', 'node_main.js');

class NodeCustomer {
  #process;
  #file;
  #ended;  // resolves then

  // `file` is where its console goes; `options` are Node's own, such as --tls-keylog. Trusts the CA in `caFile`.
  static async start(file, { caFile, options = [] } = {}) {
    const descriptor = fs.openSync(file, 'w');
    const env = { ...process.env, NODE_NO_WARNINGS: '1', ...(caFile && { NODE_EXTRA_CA_CERTS: caFile }) };
    const started = fork(SCRIPT, [], { execArgv: options, env, stdio: ['ignore', descriptor, descriptor, 'ipc'] });
    fs.closeSync(descriptor);
    return new NodeCustomer(started, file);
  }

  constructor(started, file) {
    this.#process = started;
    this.#file = file;
    this.#ended = once(started, 'exit');
  }

  open(settings) {
    return this.#ask('open', settings);
  }

  do(step, ...args) {
    return this.#ask('do', step, ...args);
  }

  async record() {
    return { console: fs.readFileSync(this.#file, 'utf8') };
  }

  async close() {
    if (this.#process.connected) this.#process.disconnect();
    await this.#ended;
  }

  async #ask(step, ...args) {
    this.#process.send({ step, args });
    const [answer] = await Promise.race([
      once(this.#process, 'message'),
      this.#ended.then(() => [{ error: `the customer's process ended at ${step}; see ${this.#file}` }]),
    ]);
    if (answer.error) throw new Error(answer.error);
    return answer.value;
  }
}

module.exports = { NodeCustomer };
