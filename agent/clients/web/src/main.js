// The web agent's command line: which host, and which version of the SDK.
'use strict';

const { runAgent } = require('redial-node-agent/program');
const { describe } = require('./describe');
const { findSdk } = require('./sdk_package');

// Loaded when asked for: Playwright takes a while.
const HOSTS = {
  node: (sdk) => new (require('./node_host').NodeHost)(sdk),
  chromium: (sdk) => require('./chromium/chromium_host').ChromiumHost.open(sdk),
};

runAgent({
  usage: `usage: node main.js [--listen HOST:PORT] [--host node|chromium] [--sdk VERSION]
  --listen   default 127.0.0.1:0: loopback, a port the kernel chooses
  --host     what the SDK runs in; default node
  --sdk      of the SDK, installed if it is not; default: the one this agent comes with`,
  options: { host: { type: 'string', default: 'node' }, sdk: { type: 'string' } },
  check({ host }) {
    if (!Object.hasOwn(HOSTS, host)) throw new Error(`--host takes node or chromium, not "${host}"`);
  },
  async start({ host: name, sdk: version }, tell) {
    const sdk = await findSdk(version, tell);
    const host = await HOSTS[name](sdk);
    return { description: describe(sdk, host), host };
  },
});
