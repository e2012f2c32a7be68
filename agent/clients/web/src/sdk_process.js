// A process for clients of the Web SDK in Node.
'use strict';

const path = require('node:path');
const { ClientProcess } = require('redial-node-agent/client_process');

const SCRIPT = path.join(__dirname, 'child', 'main.js');

// `modules` is the folder that the SDK is installed in.
function startSdkProcess(modules, caFile) {
  return new ClientProcess(SCRIPT, [modules], caFile ? { NODE_EXTRA_CA_CERTS: caFile } : {});
}

module.exports = { startSdkProcess };
