// A mock server as a program of its own, and its apps over the control plane. It decides nothing about what is recorded.
'use strict';

const { once } = require('node:events');
const path = require('node:path');
const readline = require('node:readline');
const { spawnChild } = require('./children');
const { BINARIES, ROOT, fromAgents, fromNodeAgent } = require('./tree');

const grpc = fromAgents('@grpc/grpc-js');
const PROTO = 'redial/v1/mock_server.proto';
const LAST_LINE = 'secret';  // of the greeting
const START_LIMIT_MS = 20_000;

class MockServer {
  #process;
  #control;
  #known;  // of the greeting, by name

  // `captures`: a new folder for what passes its sockets, or nothing.
  static async start({ captures } = {}) {
    const args = captures ? ['--capture', captures] : [];
    const started = spawnChild(path.join(BINARIES, 'redial-mock-server'), args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const known = await greeting(started);
    return new MockServer(started, known);
  }

  constructor(started, known) {
    this.#process = started;
    this.#known = known;
    const definition = fromNodeAgent('@grpc/proto-loader').loadSync(PROTO, {
      includeDirs: [path.join(ROOT, 'proto')], keepCase: true, longs: Number, defaults: true, oneofs: true,
    });
    const { MockServer: Client } = grpc.loadPackageDefinition(definition).redial.v1;
    this.#control = new Client(known.control, grpc.credentials.createInsecure());
  }

  get caFile() {
    return this.#known.ca;
  }

  get apiUrl() {
    return this.#known['server-api'];
  }

  // Calls a method of the control plane; names as in its proto file.
  call(method, request) {
    return new Promise((resolve, reject) => {
      this.#control[method](request, (error, answer) => {
        if (error) reject(new Error(`${method}: ${error.details}`));
        else resolve(answer);
      });
    });
  }

  // A tenant of its own: its AppKey, secret and addresses, and what can be done to it.
  async makeApp(options) {
    return new TestApp(this, await this.call('CreateApp', { label: 'main', ...options }));
  }

  async close() {
    this.#control.close();
    if (this.#process.exitCode !== null) return;
    this.#process.kill('SIGTERM');
    await once(this.#process, 'exit');
  }
}

class TestApp {
  #server;

  constructor(server, { app_key: appKey, secret, navigation_url: navigation, navigation_tls_url: navigationTls, ...addresses }) {
    this.#server = server;
    Object.assign(this, { appKey, secret, navigation, navigationTls, addresses });
  }

  get apiUrl() {
    return this.#server.apiUrl;
  }

  // Of a method that takes an AppKey.
  do(method, request = {}) {
    return this.#server.call(method, { app_key: this.appKey, ...request });
  }

  async issue(user, options = {}) {
    const { token } = await this.do('IssueToken', { user, ...options });
    return token;
  }

  arm(kind, options = {}) {
    return this.do('ArmFault', { kind, ...options });
  }

  delete() {
    return this.do('DeleteApp');
  }
}

async function greeting(started) {
  const known = {};
  const late = setTimeout(() => started.kill('SIGKILL'), START_LIMIT_MS);
  for await (const line of readline.createInterface({ input: started.stdout })) {
    const [name, value] = line.split(/ +/);
    known[name] = value;
    if (name === LAST_LINE) break;
  }
  clearTimeout(late);
  if (!known[LAST_LINE]) throw new Error('redial-mock-server did not start: build the release preset first');
  started.stdout.resume();
  return known;
}

module.exports = { MockServer };
