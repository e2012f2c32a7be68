// What this agent says of the client it drives, each fact read from where it is true: installed package, host, kernel.
'use strict';

const { clockId } = require('redial-node-agent/clock_id');

const CAPABILITIES = [
  'listeners', 'send-text', 'tls', 'wire-events', 'init', 'calls-together', 'calls-in-callbacks', 'websocket',
];

function describe(sdk, host) {
  return {
    name: 'rongcloud-web',
    version: sdk.version,
    profile: 'web',
    host: host.name,
    capabilities: [...CAPABILITIES, ...host.capabilities],
    clockId: clockId(),
    artifact: `${sdk.name} ${sdk.integrity}`,
  };
}

module.exports = { describe };
