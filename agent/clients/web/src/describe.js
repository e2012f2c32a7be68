// What this agent says of the client it drives, each fact read from where it is true: installed package, host, kernel.
'use strict';

const fs = require('node:fs');

const CAPABILITIES = ['listeners', 'send-text', 'tls', 'wire-events', 'init', 'calls-together', 'calls-in-callbacks', 'websocket'];

function describe(sdk, host) {
  const bootId = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return {
    name: 'rongcloud-web',
    version: sdk.version,
    profile: 'web',
    host: host.name,
    capabilities: [...CAPABILITIES, ...host.capabilities],
    clockId: `${bootId} monotonic`,
  };
}

module.exports = { describe };
