// What this agent says of the client it drives. The addon's whole hash stands in `host`, so that every report names it.
'use strict';

const { clockId } = require('redial-node-agent/clock_id');

// No wire events: the addon dials by itself, unseen from here.
const CAPABILITIES = ['listeners', 'send-text', 'tls', 'init', 'calls-together', 'calls-in-callbacks', 'single-tries'];

function describe({ version, addon }) {
  return {
    name: 'rongcloud-native',
    version,
    profile: 'native',
    host: `node ${process.version} ${process.platform}-${process.arch}, ${addon.name} sha256 ${addon.sha256}`,
    capabilities: CAPABILITIES,
    clockId: clockId(),
  };
}

module.exports = { describe };
