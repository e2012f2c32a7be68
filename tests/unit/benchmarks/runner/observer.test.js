// What an observer makes of a stream that ends: falling behind is a loss that is counted, anything else spoils the count.
'use strict';

const assert = require('node:assert/strict');
const path = require('node:path');
const { createRequire } = require('node:module');
const { afterEach, test } = require('node:test');
const { promisify } = require('node:util');

const PEERS = path.resolve(__dirname, '../../../../benchmarks/peers');
const grpc = createRequire(path.join(PEERS, 'package.json'))('@grpc/grpc-js');
const { MockServer, Observer } = require(path.join(PEERS, 'runner/observer'));

const APP = 'anapp';
const FALLEN_BEHIND = 'the reader fell too far behind: of 12 events the last 7 are lost';

let server, observer;

afterEach(() => {
  observer.stop();
  server.forceShutdown();
});

// Observes a server that tells three events, and then ends the stream like this.
async function observe(end) {
  server = new grpc.Server();
  server.addService(MockServer.service, {
    observe(call) {
      call.write({ events: [{}, {}, {}] });
      call.emit('error', end);
    },
  });
  const port = await promisify(server.bindAsync.bind(server))('127.0.0.1:0', grpc.ServerCredentials.createInsecure());
  observer = new Observer(`127.0.0.1:${port}`, APP);
  await observer.begin();
  if (observer.end === null) await new Promise((resolve) => { observer.stream.on('error', resolve); });
}

test('an observer that fell behind has counted what it read and what it lost', async () => {
  await observe({ code: grpc.status.RESOURCE_EXHAUSTED, details: FALLEN_BEHIND });
  assert.equal(observer.received, 3);
  assert.equal(observer.lost, 7);
  observer.assertCounting();
});

test('a stream that ends for another reason is an error that names it', async () => {
  await observe({ code: grpc.status.UNAVAILABLE, details: 'the server is going away' });
  assert.throws(() => observer.assertCounting(), /stream of observations ended: the server is going away/);
});
