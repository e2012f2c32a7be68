// What the tests of the web agent share: its modules, an agent served in this process, a client's stream to wait on.
'use strict';

const fs = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const { promisify } = require('node:util');

const PACKAGE = path.resolve(__dirname, '../../../agent/clients/web');
const fromPackage = createRequire(path.join(PACKAGE, 'package.json'));  // its node_modules, not ours
const source = (file) => fromPackage(`./src/${file}`);

const grpc = fromPackage('@grpc/grpc-js');
const { Agent, agentContract } = source('contract');
const { describe } = source('describe');
const { NodeHost } = source('node_host');
const { findSdk } = source('sdk_package');
const { Service } = source('service');

// Ends with the test `t`. Without a host, clients run in Node with the SDK that the agent comes with.
async function serveAgent(t, { sdk, host, ...options } = {}) {
  const used = sdk ?? await findSdk();
  const runningIn = host ?? new NodeHost(used);
  const service = new Service(describe(used, runningIn), runningIn, options);
  const server = new grpc.Server();
  server.addService(agentContract, service.handlers());
  const port = await promisify(server.bindAsync.bind(server))('127.0.0.1:0', grpc.ServerCredentials.createInsecure());
  const stub = new Agent(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  t.after(() => {
    stub.close();
    service.close();
    if (!host) runningIn.close();
    server.forceShutdown();
  });
  return stub;
}

// One unary call; rejects with a gRPC error.
const call = (stub, method, request) => promisify(stub[method].bind(stub))(request);

// The processes that this one has started and that still run.
function children() {
  const pids = fs.readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8');
  return pids.trim().split(' ').filter(Boolean).map(Number);
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

module.exports = { ClientStream, PACKAGE, call, children, fromPackage, grpc, serveAgent, source };
