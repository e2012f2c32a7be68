// The agent's command line: serves the Agent contract until its parent is gone. It knows nothing of clients.
'use strict';

const { parseArgs } = require('node:util');
const grpc = require('@grpc/grpc-js');
const { agentContract } = require('./contract');
const { Service } = require('./service');

const USAGE = 'usage: node main.js [--listen HOST:PORT]   (default 127.0.0.1:0: loopback, a port the kernel chooses)';

function parseListen(argv) {
  const { values } = parseArgs({ args: argv, options: { listen: { type: 'string', default: '127.0.0.1:0' } } });
  const [, host] = /^(.+):\d{1,5}$/.exec(values.listen) ?? [];
  if (!host) throw new Error(`--listen takes HOST:PORT, not "${values.listen}"`);
  return { address: values.listen, host };
}

function serve({ address, host }) {
  const service = new Service();
  const server = new grpc.Server();
  server.addService(agentContract, service.handlers());
  process.on('exit', () => service.close());
  server.bindAsync(address, grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) return fail(error.message, 1);
    process.stdout.write(`listening ${host}:${port}\n`);
  });
}

function exitWithParent() {
  process.stdin.resume();
  for (const end of ['end', 'close', 'error']) process.stdin.once(end, () => process.exit(0));
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => process.exit(0));
}

function fail(message, code) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

let listen;
try {
  listen = parseListen(process.argv.slice(2));
} catch (error) {
  fail(`${error.message}\n${USAGE}`, 2);
}
exitWithParent();
serve(listen);
