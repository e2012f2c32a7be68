// Where things are in the repository, and the modules of the agents' packages, which have one lock file. It installs nothing.
'use strict';

const { createRequire } = require('node:module');
const path = require('node:path');

const ROOT = path.resolve(__dirname, '../../..');
const BINARIES = path.join(ROOT, 'build/release/bin');
const AGENTS = path.join(ROOT, 'agent/clients');

const fromAgents = createRequire(path.join(AGENTS, 'web/package.json'));  // playwright-core, ws, the SDK, @grpc/grpc-js
const fromNodeAgent = createRequire(path.join(AGENTS, 'node_agent/package.json'));  // @grpc/proto-loader

module.exports = { AGENTS, BINARIES, ROOT, fromAgents, fromNodeAgent };
