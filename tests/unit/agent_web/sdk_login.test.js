// The official SDK, from npm and unmodified, against a chat server that is just enough for it.
'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { makeCertificate } = require('../node_agent/certificate');
const { ClientStream, call } = require('../node_agent/node_agent');
const { ChatFixture } = require('./chat_fixture');
const { serveAgent } = require('./web_agent');

const TOKEN = 'sealed/part+1=@';
const CONNACK_TOKEN_INCORRECT = Buffer.from('200004', 'hex');
// id, second 1, status 0, and no payload at all: the fields that the SDK requires are missing
const emptyQueryAck = (id) => Buffer.concat([Buffer.from([0x60]), id, Buffer.from('000000010000', 'hex')]);
const LIMIT = { timeout: 60000 };

// A client that has called connect and has its result.
async function connect(t, { chat, client = 'c1', stub, ...request }) {
  const agent = stub ?? (await serveAgent(t));
  const stream = new ClientStream(agent, { client, navigators: [chat.navigator], ...request });
  await call(agent, 'registerListeners', { client });
  await call(agent, 'connect', { client, call: 1, token: TOKEN, tokenLabel: 'good' });
  return { agent, stream, result: await stream.until({ kind: 'result', call: 1 }) };
}

const listen = (t, options) => new ChatFixture(options).listen(t);

test('a login is told from its call to its result', LIMIT, async (t) => {
  const { stream } = await connect(t, { chat: await listen(t) });
  const events = stream.events.filter(({ kind }) => kind !== 'client-log');
  const story = events.map(({ kind, status, name }) => `${kind} ${status || name}`.trim());
  assert.deepEqual(story, [
    'client-created', 'listeners-registered', 'call connect', 'call-returned connect', 'status connecting',
    'navigation-requested', 'navigation-answered', 'dial', 'socket-opened', 'status connected', 'result connect',
  ]);
});

test('a good login gives code 0 and the user by promise', LIMIT, async (t) => {
  const { result } = await connect(t, { chat: await listen(t) });
  assert.deepEqual([result.code, result.user, result.via, result.name], [0, 'u1', 'promise', 'connect']);
});

test('the chat server sees the official SDK, its AppKey and its token', LIMIT, async (t) => {
  const chat = await listen(t);
  await connect(t, { chat });
  assert.equal(chat.navigationRequests[0].headers['rc-appkey'], 'app-key-1');
  const query = new URL(chat.upgrades[0], 'ws://x').searchParams;
  assert.deepEqual([query.get('sdkVer'), query.get('token')], ['5.38.0', TOKEN]);
});

test('times rise and events name their client', LIMIT, async (t) => {
  const { stream } = await connect(t, { chat: await listen(t) });
  const times = stream.events.map((event) => BigInt(event.atNs));
  assert.deepEqual(times, [...times].sort((a, b) => Number(a - b)));
  assert.ok(stream.events.every((event) => event.client === 'alice'));
});

test('a refused login gives the code by status and by promise', LIMIT, async (t) => {
  const { stream, result } = await connect(t, { chat: await listen(t, { connack: CONNACK_TOKEN_INCORRECT }) });
  const status = await stream.until({ kind: 'status', status: 'disconnected' });
  assert.deepEqual([status.code, status.name, result.code, result.user], [31004, 'DISCONNECT', 31004, '']);
});

test('neither token nor AppKey stands in any event', LIMIT, async (t) => {
  const { stream } = await connect(t, { chat: await listen(t) });
  const text = JSON.stringify(stream.events);
  for (const secret of [TOKEN, encodeURIComponent(TOKEN), 'sealed/part', 'app-key-1']) assert.ok(!text.includes(secret));
});

test('a reset starts epoch 2 and the client comes back by itself', LIMIT, async (t) => {
  const chat = await listen(t);
  const { stream } = await connect(t, { chat });
  chat.resetConnections();
  await stream.until({ kind: 'socket-opened', epoch: 2 });
  const lost = await stream.until({ kind: 'socket-closed', epoch: 1 });
  assert.equal(lost.detail, 'without a close frame');
  await stream.until({ kind: 'status', status: 'suspended' });
});

test('a close by the peer carries its code', LIMIT, async (t) => {
  const chat = await listen(t);
  const { stream } = await connect(t, { chat });
  chat.closeConnections(1001);
  const closed = await stream.until({ kind: 'socket-closed' });
  assert.deepEqual([closed.code, closed.detail], [1001, 'by the peer']);
});

test('disconnect closes the socket and ends in status disconnected', LIMIT, async (t) => {
  const { agent, stream } = await connect(t, { chat: await listen(t) });
  await call(agent, 'disconnect', { client: 'c1', call: 2 });
  const closed = await stream.until({ kind: 'socket-closed' });
  const status = await stream.until({ kind: 'status', status: 'disconnected' });
  assert.deepEqual([closed.detail, status.code], ['by the client', 2]);
});

test('text goes out with a result and comes in as a message', LIMIT, async (t) => {
  const chat = await listen(t);
  const { agent, stream } = await connect(t, { chat });
  await call(agent, 'sendText', { client: 'c1', call: 2, to: 'bob', text: 'hello' });
  assert.equal((await stream.until({ kind: 'result', call: 2 })).code, 0);
  chat.push('bob', 'hello yourself');
  const message = await stream.until({ kind: 'message' });
  assert.deepEqual([message.user, message.detail], ['bob', 'hello yourself']);
});

test('after destroy the process lives on, so that what the SDK still does is seen', LIMIT, async (t) => {
  const { agent, stream } = await connect(t, { chat: await listen(t) });
  await call(agent, 'destroy', { client: 'c1', call: 2 });
  await stream.until({ kind: 'client-destroyed' });
  await call(agent, 'connect', { client: 'c1', call: 3, token: TOKEN, tokenLabel: 'good' });
  assert.equal((await stream.until({ kind: 'result', call: 3 })).code, 33001);
});

test('an error that the SDK lets escape is observed and survived', LIMIT, async (t) => {
  const chat = await listen(t, { queryAnswer: emptyQueryAck });
  const { agent, stream } = await connect(t, { chat });
  await stream.until({ kind: 'unhandled-error' });
  await call(agent, 'disconnect', { client: 'c1', call: 2 });
});

test('a login over https and wss trusts the given CA', LIMIT, async (t) => {
  const certificate = makeCertificate(t);
  const { result } = await connect(t, { chat: await listen(t, { tls: certificate }), caFile: certificate.file });
  assert.equal(result.code, 0);
});

test('without the CA navigation fails', LIMIT, async (t) => {
  const { stream } = await connect(t, { chat: await listen(t, { tls: makeCertificate(t) }) });
  const failed = await stream.until({ kind: 'navigation-failed' });
  assert.match(failed.detail, /self-signed certificate/);
});

test('eight clients are logged in at once', LIMIT, async (t) => {
  const chat = await listen(t);
  const stub = await serveAgent(t);
  const clients = Array.from({ length: 8 }, (_, i) => connect(t, { chat, stub, client: `c${i}` }));
  const codes = (await Promise.all(clients)).map(({ result }) => result.code);
  assert.deepEqual(codes, Array(8).fill(0));
});
