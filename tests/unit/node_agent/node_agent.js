// What the tests of the Node.js agents share: modules, an agent served in this process, an agent as a program, a client's stream.
'use strict';

const { spawn } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const { promisify } = require('node:util');

const AGENTS = path.resolve(__dirname, '../../../agent/clients');
const SHARED = path.join(AGENTS, 'node_agent');
const fromPackage = createRequire(path.join(SHARED, 'package.json'));  // its node_modules, not ours
const shared = (file) => fromPackage(`./src/${file}`);

const grpc = fromPackage('@grpc/grpc-js');
const { Agent, agentContract } = shared('contract');
const { Service } = shared('service');

// Serves the clients of `host` until the test `t` ends.
async function serveHost(t, description, host, options) {
  const service = new Service(description, host, options);
  const server = new grpc.Server();
  server.addService(agentContract, service.handlers());
  const port = await promisify(server.bindAsync.bind(server))('127.0.0.1:0', grpc.ServerCredentials.createInsecure());
  const stub = new Agent(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  t.after(() => {
    stub.close();
    service.close();
    server.forceShutdown();
  });
  return stub;
}

// One unary call; rejects with a gRPC error.
const call = (stub, method, request) => promisify(stub[method].bind(stub))(request);

// The processes that this one, or another, has started and that still run.
function children(pid = process.pid) {
  const pids = fs.readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return pids.trim().split(' ').filter(Boolean).map(Number);
}

async function untilGone(pid) {
  while (children().includes(pid)) await new Promise(setImmediate);
}

// The agent "web" or "native" as a process. Clients of the former hold its stderr, so `closed` says that none of them is left.
class Program {
  stdout = '';
  stderr = '';

  constructor(agent, args = [], nodeArgs = []) {
    const script = path.join(AGENTS, agent, 'src', 'main.js');
    this.child = spawn(process.execPath, [...nodeArgs, script, ...args], { stdio: 'pipe' });
    for (const name of ['stdout', 'stderr']) this.child[name].on('data', (data) => { this[name] += data; });
    this.closed = once(this.child, 'close');
  }

  // Where it listens, once it does.
  async address() {
    while (!this.stdout.includes('\n')) await once(this.child.stdout, 'data');
    return /^listening (\S+)\n$/.exec(this.stdout)[1];
  }

  // A stub until the end of the test.
  async stub(t) {
    const stub = new Agent(await this.address(), grpc.credentials.createInsecure());
    t.after(() => stub.close());
    return stub;
  }
}

// A RunClient stream.
class ClientStream {
  events = [];
  #stream;
  #waiting = new Set();

  constructor(stub, request) {
    const defaults = { client: 'c1', name: 'alice', appKey: 'app-key-1', navigators: ['http://127.0.0.1:1'] };
    this.#stream = stub.runClient({ ...defaults, ...request });
    this.ended = new Promise((resolve) => { this.#stream.on('status', resolve); });
    this.#stream.on('error', () => {});  // `ended` has the status
    this.#stream.on('data', ({ events }) => {
      this.events.push(...events);
      for (const look of this.#waiting) look();
    });
  }

  // The first event, seen or to come, that has these attributes.
  until(attributes) {
    const matches = (event) => Object.entries(attributes).every(([key, value]) => event[key] === value);
    return new Promise((resolve) => {
      const look = () => {
        const found = this.events.find(matches);
        if (!found) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  kinds(lane) {
    return this.events.filter((event) => event.lane === lane).map((event) => event.kind);
  }

  cancel() {
    this.#stream.cancel();
  }
}

module.exports = { AGENTS, ClientStream, Program, call, children, fromPackage, grpc, serveHost, shared, untilGone };
