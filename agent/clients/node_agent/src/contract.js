// Loads the adapter contract, proto/redial/v1/agent.proto, from the tree this package stands in. It adds nothing to it.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const grpc = require('@grpc/grpc-js');
const protoLoader = require('@grpc/proto-loader');

const AGENT_PROTO = 'redial/v1/agent.proto';

// The repository and the installed package both keep proto/ in a folder above this one.
function findProtoRoot(from) {
  const root = path.join(from, 'proto');
  if (fs.existsSync(path.join(root, AGENT_PROTO))) return root;
  const above = path.dirname(from);
  if (above === from) throw new Error(`proto/${AGENT_PROTO} is in no folder above ${__dirname}`);
  return findProtoRoot(above);
}

// 64-bit numbers are strings on both sides: a monotonic clock outgrows a double's integers after 104 days.
const FORM = { longs: String, defaults: true, oneofs: true };
const definition = protoLoader.loadSync(AGENT_PROTO, { includeDirs: [findProtoRoot(__dirname)], ...FORM });
const { Agent } = grpc.loadPackageDefinition(definition).redial.v1;

module.exports = { Agent, agentContract: Agent.service };
