// What this agent says of the client it drives, each fact read from where it is true: installed package, process, kernel.
'use strict';

const fs = require('node:fs');
const path = require('node:path');

// The packages do not export their package.json, hence the way through the entry point.
function sdkVersion() {
  const packageFile = path.join(path.dirname(require.resolve('@rongcloud/imlib-next')), 'package.json');
  return JSON.parse(fs.readFileSync(packageFile, 'utf8')).version;
}

function describe() {
  const bootId = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return {
    name: 'rongcloud-web',
    version: sdkVersion(),
    profile: 'web',
    host: `node ${process.version}`,
    capabilities: ['listeners', 'send-text', 'tls', 'wire-events', 'compressed-time'],
    clockId: `${bootId} monotonic`,
  };
}

module.exports = { describe };
