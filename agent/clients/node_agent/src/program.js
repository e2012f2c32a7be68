// An agent as a program: its command line, its one line of output, and its end with its parent. It knows nothing of clients.
'use strict';

const { parseArgs } = require('node:util');
const grpc = require('@grpc/grpc-js');
const { agentContract } = require('./contract');
const { Service } = require('./service');

const LISTEN = { type: 'string', default: '127.0.0.1:0' };

// Serves the Agent contract until the parent is gone. `options` are those of parseArgs, beside --listen; `check(values)` throws
// at wrong ones. `start(values, tell)` resolves with { description, host }, for a Service and to be closed at the end.
function runAgent({ usage, options = {}, check = () => {}, start }) {
  let values;
  let listenHost;
  try {
    ({ values } = parseArgs({ options: { listen: LISTEN, ...options } }));
    listenHost = hostOf(values.listen);
    check(values);
  } catch (error) {
    fail(`${error.message}\n${usage}`, 2);
  }
  exitWithParent();
  start(values, tell).then((started) => serve(started, values.listen, listenHost)).catch((error) => fail(error.message, 1));
}

function hostOf(listen) {
  const [, host] = /^(.+):\d{1,5}$/.exec(listen) ?? [];
  if (!host) throw new Error(`--listen takes HOST:PORT, not "${listen}"`);
  return host;
}

function serve({ description, host }, address, listenHost) {
  const service = new Service(description, host);
  const server = new grpc.Server();
  server.addService(agentContract, service.handlers());
  process.on('exit', () => {
    service.close();
    host.close();
  });
  server.bindAsync(address, grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) return fail(error.message, 1);
    process.stdout.write(`listening ${listenHost}:${port}\n`);
  });
}

function exitWithParent() {
  process.stdin.resume();
  for (const end of ['end', 'close', 'error']) process.stdin.once(end, () => process.exit(0));
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => process.exit(0));
}

function tell(message) {
  process.stderr.write(`${message}\n`);
}

function fail(message, code) {
  tell(message);
  process.exit(code);
}

module.exports = { runAgent };
