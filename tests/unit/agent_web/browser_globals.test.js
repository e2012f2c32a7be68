// The globals that the SDK finds, against a small local server. They are installed in this process.
'use strict';

const assert = require('node:assert/strict');
const { once } = require('node:events');
const http = require('node:http');
const net = require('node:net');
const { test } = require('node:test');
const { shared } = require('../node_agent/node_agent');
const { fromPackage, source } = require('./web_agent');

const { WebSocketServer } = fromPackage('ws');
const { Observer } = shared('client/observe');

const LIMIT = { timeout: 60000 };
let wire = [];
const observer = new Observer(() => {});
observer.wire = (kind, epoch, attributes) => wire.push({ kind, epoch, ...attributes });
source('child/browser_globals').installBrowserGlobals(observer);

async function serve(t, handler) {
  wire = [];
  const server = http.createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return { server, host: `127.0.0.1:${server.address().port}` };
}

// A port that nothing listens on.
async function closedPort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

// A request that has been sent; `done` when it is over, `errors` counts onerror.
function send(method, url, { body, headers = {} } = {}) {
  const request = new XMLHttpRequest();
  request.open(method, url);
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
  request.errors = 0;
  request.onerror = () => { request.errors += 1; };
  request.done = new Promise((resolve) => { request.onreadystatechange = resolve; });
  request.send(body);
  return request;
}

async function serveSockets(t) {
  const { server, host } = await serve(t);
  const sockets = new WebSocketServer({ server });
  const peer = once(sockets, 'connection').then(([socket]) => socket);
  t.after(() => sockets.clients.forEach((socket) => socket.terminate()));
  return { url: `ws://${host}/websocket?token=secret`, at: `ws://${host}/websocket`, peer };
}

const fires = (target, name) => new Promise((resolve) => { target[name] = resolve; });

test('what the SDK asks of window is there', () => {
  assert.equal(window, globalThis);
  assert.equal(location.protocol, 'http:');
  assert.equal(typeof navigator.userAgent, 'string');
  window.addEventListener('online', () => {});
});

test('localStorage keeps text and forgets it', () => {
  localStorage.setItem('a', 1);
  assert.equal(localStorage.getItem('a'), '1');
  localStorage.removeItem('a');
  assert.equal(localStorage.getItem('a'), null);
});

test('a request carries method, headers and body, and gives status and text', LIMIT, async (t) => {
  const { host } = await serve(t, async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    response.writeHead(418).end([request.method, request.headers['rc-appkey'], body].join(' '));
  });
  const request = send('POST', `http://${host}/`, { body: 'token=1', headers: { 'RC-Appkey': 'k' } });
  await request.done;
  assert.deepEqual([request.readyState, request.status, request.responseText, request.errors], [4, 418, 'POST k token=1', 0]);
});

test('a navigation request is observed without its query, in the epoch that it prepares', LIMIT, async (t) => {
  const { host } = await serve(t, (request, response) => response.writeHead(403).end());
  await send('POST', `http://${host}/base/v2/navi.json?cloud=0`).done;
  assert.deepEqual(wire, [
    { kind: 'navigation-requested', epoch: 1, detail: `http://${host}/base/v2/navi.json` },
    { kind: 'navigation-answered', epoch: 1, code: 403 },
  ]);
});

test('a request for anything else is not observed', LIMIT, async (t) => {
  const { host } = await serve(t, (request, response) => response.end());
  await send('GET', `http://${host}/v1/config`).done;
  assert.deepEqual(wire, []);
});

test('a refused navigation request fails with status 0 and one error', LIMIT, async () => {
  wire = [];
  const request = send('POST', `http://127.0.0.1:${await closedPort()}/v2/navi.json`);
  await request.done;
  assert.deepEqual([request.status, request.errors], [0, 1]);
  assert.match(wire[1].detail, /ECONNREFUSED/);
});

test('an answer that breaks off is a failure', LIMIT, async (t) => {
  const { host } = await serve(t, (request, response) => {
    response.writeHead(200, { 'Content-Length': 10 }).write('{', () => response.destroy());
  });
  await send('POST', `http://${host}/v2/navi.json`).done;
  assert.equal(wire[1].kind, 'navigation-failed');
});

test('an aborted request ends at once, as a failure by the client', LIMIT, async (t) => {
  const { host } = await serve(t, () => {});
  const request = send('POST', `http://${host}/v2/navi.json`);
  request.abort();
  assert.deepEqual([request.readyState, request.status, request.errors], [4, 0, 0]);
  assert.deepEqual(wire[1], { kind: 'navigation-failed', epoch: 1, detail: 'aborted by the client' });
});

test('abort after the end changes nothing', LIMIT, async (t) => {
  const { host } = await serve(t, (request, response) => response.end('x'));
  const request = send('POST', `http://${host}/v2/navi.json`);
  await request.done;
  request.abort();
  assert.equal(request.responseText, 'x');
});

test('a socket is observed from dial to close, before the client hears of it', LIMIT, async (t) => {
  const { url, at, peer } = await serveSockets(t);
  const socket = new WebSocket(url);
  const epoch = observer.nextEpoch - 1;
  const heard = [];
  socket.onopen = () => heard.push(wire.length);
  const closed = fires(socket, 'onclose');
  (await peer).close(4000);
  assert.equal((await closed).code, 4000);
  assert.deepEqual(heard, [2]);
  assert.deepEqual(wire, [
    { kind: 'dial', epoch, detail: at },
    { kind: 'socket-opened', epoch },
    { kind: 'socket-closed', epoch, detail: 'by the peer', code: 4000 },
  ]);
});

test('binary messages go both ways as array buffers', LIMIT, async (t) => {
  const { url, peer } = await serveSockets(t);
  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  const answer = fires(socket, 'onmessage');
  await fires(socket, 'onopen');
  (await peer).on('message', (data) => peer.then((it) => it.send(data)));
  socket.send(new Uint8Array([0xc0]).buffer);
  assert.deepEqual(new Uint8Array((await answer).data), new Uint8Array([0xc0]));
});

test('a close without a code has no code', LIMIT, async (t) => {
  const { url, peer } = await serveSockets(t);
  const closed = fires(new WebSocket(url), 'onclose');
  (await peer).close();
  await closed;
  assert.equal(wire[2].code, undefined);
});

test('a socket that breaks says that there was no close frame', LIMIT, async (t) => {
  const { url, peer } = await serveSockets(t);
  const closed = fires(new WebSocket(url), 'onclose');
  (await peer).terminate();
  await closed;
  assert.equal(wire[2].detail, 'without a close frame');
});

test('a frame that breaks the protocol is the reason of the close', LIMIT, async (t) => {
  const { url, peer } = await serveSockets(t);
  const closed = fires(new WebSocket(url), 'onclose');
  (await peer)._socket.write(Buffer.from([0xff, 0x00]));
  await closed;
  assert.match(wire[2].detail, /^Invalid WebSocket frame/);
});

test('a close by the client is told as such', LIMIT, async (t) => {
  const { url } = await serveSockets(t);
  const socket = new WebSocket(url);
  await fires(socket, 'onopen');
  const closed = fires(socket, 'onclose');
  socket.close();
  await closed;
  assert.deepEqual([wire[2].kind, wire[2].detail], ['socket-closed', 'by the client']);
});

test('a refused upgrade is a failed socket, not a closed one', LIMIT, async (t) => {
  const { host } = await serve(t, (request, response) => response.writeHead(403).end());
  await fires(new WebSocket(`ws://${host}/websocket`), 'onclose');
  assert.deepEqual(wire.map(({ kind }) => kind), ['dial', 'socket-failed']);
  assert.match(wire[1].detail, /403/);
});

test('every dial has an epoch of its own', LIMIT, async (t) => {
  const { url } = await serveSockets(t);
  for (let i = 0; i < 2; i += 1) await fires(new WebSocket(url), 'onopen');
  const [first, second] = wire.filter(({ kind }) => kind === 'dial').map(({ epoch }) => epoch);
  assert.equal(second, first + 1);
});
