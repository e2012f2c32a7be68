// Whoever watches our server while it works: counts what it is told of an app, and what it hears to have lost.
'use strict';

const path = require('node:path');
const { promisify } = require('node:util');
const grpc = require('@grpc/grpc-js');
const protoLoader = require('@grpc/proto-loader');
const { ROOT } = require('./tree');

const definition = protoLoader.loadSync('redial/v1/mock_server.proto', {
  includeDirs: [path.join(ROOT, 'proto')], longs: Number, defaults: true,
});
const { MockServer } = grpc.loadPackageDefinition(definition).redial.v1;

const LOSS = /of (\d+) events the last (\d+) are lost/;

class Observer {
  // `address`: of the server's control service.
  constructor(address, appKey) {
    this.stub = new MockServer(address, grpc.credentials.createInsecure());
    this.appKey = appKey;
    this.received = 0;
    this.lost = 0;
    this.end = null;  // why the stream ended, once it has
  }

  // Done when nothing is missed from then on.
  begin() {
    return new Promise((resolve, reject) => {
      this.stream = this.stub.observe({ appKey: this.appKey });
      this.stream.on('data', ({ events }) => {
        this.received += events.length;
        resolve();
      });
      this.stream.on('error', (error) => {
        this.end = error.details;
        this.lost = Number(LOSS.exec(error.details)?.[2] ?? 0);
        reject(error);
      });
    });
  }

  // Throws if the stream has ended for any reason but falling behind, which is counted: what was told since is then not known.
  assertCounting() {
    if (this.end !== null && this.lost === 0) throw new Error(`the server's stream of observations ended: ${this.end}`);
  }

  // How many events the server says it has told.
  async told() {
    const stats = await promisify(this.stub.getStats.bind(this.stub))({ appKey: this.appKey });
    return stats.observations;
  }

  stop() {
    this.stream.cancel();
    this.stub.close();
  }
}

module.exports = { MockServer, Observer };
