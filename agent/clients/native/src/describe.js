// What this agent says of the client it drives. The addon's whole hash stands in `host`, so that every report names it.
'use strict';

const { clockId } = require('redial-node-agent/clock_id');

const CAPABILITIES = ['listeners', 'send-text', 'tls', 'init', 'calls-together', 'calls-in-callbacks', 'single-tries'];

// `observed`: whether its sockets are.
function describe({ version, addon }, observed) {
  return {
    name: 'rongcloud-native',
    version,
    profile: 'native',
    host: `node ${process.version} ${process.platform}-${process.arch}, ${addon.name} sha256 ${addon.sha256}`,
    capabilities: observed ? [...CAPABILITIES, 'wire-events'] : CAPABILITIES,
    clockId: clockId(),
  };
}

module.exports = { describe };
