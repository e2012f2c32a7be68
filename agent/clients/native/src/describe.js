// What this agent says of the client it drives, the addon's hash included.
'use strict';

const { clockId } = require('redial-node-agent/clock_id');

const CAPABILITIES = ['listeners', 'send-text', 'tls', 'init', 'calls-together', 'calls-in-callbacks', 'single-tries'];

// `libraries` as findLibraries gives them.
function describe({ version, addon }, { observer, storage }) {
  return {
    name: 'rongcloud-native',
    version,
    profile: 'native',
    host: `node ${process.version} ${process.platform}-${process.arch}`,
    capabilities: [...CAPABILITIES, ...(observer ? ['wire-events'] : []), ...(storage ? ['storage'] : [])],
    clockId: clockId(),
    artifact: `${addon.name} sha256 ${addon.sha256}`,
  };
}

module.exports = { describe };
