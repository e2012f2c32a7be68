// Records one session of the native stack with the mock server, byte for byte, for tests/unit/core/wire/native_session_test.cpp:
//     node record_session.js MOCK_SERVER > ../core/wire/native_session.txt
// It stands between the two: its navigation names its own chat address. One line for each read: who sent it, and hex. Not a test,
// and it judges nothing.
'use strict';

const { spawn } = require('node:child_process');
const { once } = require('node:events');
const http = require('node:http');
const net = require('node:net');
const path = require('node:path');
const { call, fromPackage, grpc } = require('../node_agent/node_agent');
const { startClient } = require('./native_agent');

const APP = { label: 'main', appKey: 'capture-key-1', secret: 'capture-secret-1' };
const SETTLED_MS = 1_000;  // what the client asks after its login is asked by then

const protos = path.resolve(__dirname, '../../../proto');
const definition = fromPackage('@grpc/proto-loader').loadSync('redial/v1/mock_server.proto', { includeDirs: [protos] });
const { MockServer } = grpc.loadPackageDefinition(definition).redial.v1;

const atEnd = [];
const t = { after: (work) => atEnd.unshift(work) };
const lines = [];

async function startServer(program) {
  const server = spawn(program, [], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => server.kill());
  let said = '';
  while (!/control +(\S+)/.test(said)) said += (await once(server.stdout, 'data'))[0];
  const stub = new MockServer(/control +(\S+)/.exec(said)[1], grpc.credentials.createInsecure());
  t.after(() => stub.close());
  return stub;
}

async function listen(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return `127.0.0.1:${server.address().port}`;
}

// Chat: passes on and writes down.
function relay(address) {
  const [host, port] = address.split(':');
  return net.createServer((client) => {
    const server = net.connect(port, host);
    for (const [from, to, who] of [[client, server, 'client'], [server, client, 'server']]) {
      from.on('data', (bytes) => {
        lines.push(`${who} ${bytes.toString('hex')}`);
        to.write(bytes);
      });
      from.on('end', () => to.end());
    }
  });
}

// Navigation: passes on, with another chat address in the answer.
function navigation(url, chat, ours) {
  return http.createServer((request, response) => {
    const { method, headers } = request;
    request.pipe(http.request(url + request.url, { method, headers }, async (answer) => {
      response.end(Buffer.concat(await answer.toArray()).toString().replaceAll(chat, ours));
    }));
  });
}

async function record(program) {
  const server = await startServer(program);
  const ask = (method, argument) => call(server, method, { appKey: APP.appKey, ...argument });
  const app = await ask('createApp', APP);
  const [chat] = app.nativeAddresses;
  const ours = await listen(relay(chat));
  const navigator = `http://${await listen(navigation(app.navigationUrl, chat, ours))}`;
  const { token } = await ask('issueToken', { label: 'good', user: 'u1' });
  await ask('issueToken', { label: 'other', user: 'u2' });

  const { ask: client, stream } = await startClient(t, { appKey: APP.appKey, navigators: [navigator] });
  await client('registerListeners');
  await client('connect', { call: 1, token, tokenLabel: 'good' });
  await stream.until({ kind: 'result', call: 1 });
  await new Promise((resolve) => { setTimeout(resolve, SETTLED_MS); });
  await client('sendText', { call: 2, to: 'u2', text: 'to u2' });
  await stream.until({ kind: 'result', call: 2 });
  await ask('deliverMessage', { from: 'u2', to: 'u1', text: 'to u1' });
  await stream.until({ kind: 'message' });
  await client('disconnect', { call: 3 });
  await stream.until({ kind: 'result', call: 3 });
  await new Promise((resolve) => { setTimeout(resolve, SETTLED_MS); });
}

record(process.argv[2]).then(() => console.log(lines.join('\n'))).finally(async () => {
  for (const work of atEnd) await work();
});
