// The agent's command line: serves the Agent contract until its parent is gone. It knows nothing of clients.
'use strict';

const { parseArgs } = require('node:util');
const grpc = require('@grpc/grpc-js');
const { agentContract } = require('./contract');
const { describe } = require('./describe');
const { findSdk } = require('./sdk_package');
const { Service } = require('./service');

const USAGE = `usage: node main.js [--listen HOST:PORT] [--host node|chromium] [--sdk VERSION]
  --listen   default 127.0.0.1:0: loopback, a port the kernel chooses
  --host     what the SDK runs in; default node
  --sdk      of the SDK, installed if it is not; default: the one this agent comes with`;

// Loaded when asked for: Playwright takes a while.
const HOSTS = {
  node: (sdk) => new (require('./node_host').NodeHost)(sdk),
  chromium: (sdk) => require('./chromium/chromium_host').ChromiumHost.open(sdk),
};

function parse(argv) {
  const options = {
    listen: { type: 'string', default: '127.0.0.1:0' },
    host: { type: 'string', default: 'node' },
    sdk: { type: 'string' },
  };
  const { values } = parseArgs({ args: argv, options });
  const [, host] = /^(.+):\d{1,5}$/.exec(values.listen) ?? [];
  if (!host) throw new Error(`--listen takes HOST:PORT, not "${values.listen}"`);
  if (!Object.hasOwn(HOSTS, values.host)) throw new Error(`--host takes node or chromium, not "${values.host}"`);
  return { address: values.listen, listenHost: host, host: values.host, version: values.sdk };
}

async function serve({ address, listenHost, host, version }) {
  const sdk = await findSdk(version, tell);
  const running = await HOSTS[host](sdk);
  const service = new Service(describe(sdk, running), running);
  const server = new grpc.Server();
  server.addService(agentContract, service.handlers());
  process.on('exit', () => {
    service.close();
    running.close();
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

let wanted;
try {
  wanted = parse(process.argv.slice(2));
} catch (error) {
  fail(`${error.message}\n${USAGE}`, 2);
}
exitWithParent();
serve(wanted).catch((error) => fail(error.message, 1));
