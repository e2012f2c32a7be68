// The vendor's native stack, from npm and unmodified, against a chat server that is just enough for it.
'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { makeCertificate } = require('../node_agent/certificate');
const { startClient } = require('./native_agent');
const { NativeFixture } = require('./native_fixture');

const TOKEN = 'sealed/part+1=@';
const LIMIT = { timeout: 60000 };
const CONNECT = { call: 1, token: TOKEN, tokenLabel: 'good' };
const TOKEN_INCORRECT = Buffer.from('0004', 'hex');
const KICKED = 1;

const listen = (t, options) => new NativeFixture(options).listen(t);

// A client with listeners.
async function start(t, chat, request) {
  const client = await startClient(t, { navigators: [chat.navigator], ...request });
  await client.ask('registerListeners');
  return client;
}

// One that has called connect and has its result.
async function connect(t, chat, request) {
  const client = await start(t, chat, request);
  await client.ask('connect', CONNECT);
  return { ...client, result: await client.stream.until({ kind: 'result', call: 1 }) };
}

const story = (stream) => stream.events.filter(({ kind }) => kind !== 'client-log')
  .map(({ kind, status, name }) => `${kind} ${status || name}`.trim());

test('a login is told from its call to its result', LIMIT, async (t) => {
  const { stream } = await connect(t, await listen(t));
  assert.deepEqual(story(stream), [
    'client-created', 'listeners-registered', 'call connect', 'call-returned connect', 'status connecting', 'database-opened',
    'status connected', 'result connect',
  ]);
});

test('a good login gives code 0 and the user by promise', LIMIT, async (t) => {
  const { result } = await connect(t, await listen(t));
  assert.deepEqual([result.code, result.user, result.via, result.name], [0, 'u1', 'promise', 'connect']);
});

test('the chat server sees the native stack, its AppKey and its token', LIMIT, async (t) => {
  const chat = await listen(t);
  await connect(t, chat);
  const [{ headers, body }] = chat.navigationRequests;
  assert.equal(headers['rc-appkey'], 'app-key-1');
  assert.equal(new URLSearchParams(body).get('token'), TOKEN);
  const hello = chat.frames[0].payload.toString('latin1');
  for (const word of ['RongIMPCClient', 'PC--5.46.1', 'app-key-1', TOKEN]) assert.ok(hello.includes(word), word);
});

test('a database that is new is told as recreated, and the second time as found', LIMIT, async (t) => {
  const { ask, stream } = await connect(t, await listen(t));
  const { code, via, detail } = await stream.until({ kind: 'database-opened' });
  assert.deepEqual([code, via, detail], [0, 'listener', 'recreated=true']);
  await ask('disconnect', { call: 2 });
  await stream.until({ kind: 'result', call: 2 });
  await ask('connect', { ...CONNECT, call: 3 });
  await stream.until({ kind: 'database-opened', detail: 'recreated=false' });
});

test('a refused login gives the code by status and by promise', LIMIT, async (t) => {
  const { stream, result } = await connect(t, await listen(t, { connack: TOKEN_INCORRECT }));
  const status = await stream.until({ kind: 'status', status: 'disconnected' });
  assert.deepEqual([status.code, status.name, result.code, result.user], [31004, 'onDisconnected', 31004, '']);
});

test('a kick is told with its code', LIMIT, async (t) => {
  const chat = await listen(t);
  const { stream } = await connect(t, chat);
  chat.disconnect(KICKED);
  assert.equal((await stream.until({ kind: 'status', status: 'disconnected' })).code, 31010);
});

test('a lost connection is suspended, and the client comes back by itself', LIMIT, async (t) => {
  const chat = await listen(t);
  const { stream } = await connect(t, chat);
  stream.events.length = 0;
  chat.closeConnections();
  await stream.until({ kind: 'status', status: 'connected' });
  assert.deepEqual(story(stream), ['status suspended', 'status connecting', 'status connected']);
});

test('disconnect ends in status disconnected', LIMIT, async (t) => {
  const { ask, stream } = await connect(t, await listen(t));
  await ask('disconnect', { call: 2 });
  assert.equal((await stream.until({ kind: 'status', status: 'disconnected' })).code, 2);
  assert.equal((await stream.until({ kind: 'result', call: 2 })).code, 0);
});

test('text goes out with a result and comes in as a message', LIMIT, async (t) => {
  const chat = await listen(t);
  const { ask, stream } = await connect(t, chat);
  await ask('sendText', { call: 2, to: 'bob', text: 'hello' });
  assert.equal((await stream.until({ kind: 'result', call: 2 })).code, 0);
  chat.push('bob', 'hello yourself');
  const message = await stream.until({ kind: 'message' });
  assert.deepEqual([message.user, message.detail], ['bob', 'hello yourself']);
});

test('after destroy the process lives on, so that what the stack still does is seen', LIMIT, async (t) => {
  const { ask, stream } = await connect(t, await listen(t));
  await ask('destroy', { call: 2 });
  await stream.until({ kind: 'client-destroyed' });
  await ask('connect', { ...CONNECT, call: 3 });
  await stream.until({ kind: 'result', call: 3 });
});

test('connect before init is answered by the package itself, and after it logs in', LIMIT, async (t) => {
  const { ask, stream } = await start(t, await listen(t), { uninitialised: true });
  await ask('connect', CONNECT);
  assert.equal((await stream.until({ kind: 'result', call: 1 })).code, 33001);
  await ask('initialise');
  await ask('connect', { ...CONNECT, call: 2 });
  assert.equal((await stream.until({ kind: 'result', call: 2 })).code, 0);
});

test('calls made together are told with nothing between them', LIMIT, async (t) => {
  const { ask, stream } = await start(t, await listen(t));
  await ask('callTogether', { calls: [{ connect: CONNECT }, { disconnect: { call: 2 } }] });
  await stream.until({ kind: 'call-returned', call: 2 });
  const calls = story(stream).filter((line) => line.startsWith('call'));
  assert.deepEqual(calls, ['call connect', 'call-returned connect', 'call disconnect', 'call-returned disconnect']);
});

for (const told of ['database-opened', 'status']) {
  test(`a call armed for ${told} is made inside that callback`, LIMIT, async (t) => {
    const { ask, stream } = await start(t, await listen(t));
    await ask('callInCallback', { told, call: { disconnect: { call: 2 } } });
    await ask('connect', CONNECT);
    assert.equal((await stream.until({ kind: 'call', call: 2 })).nesting, 1);
    await stream.until({ kind: 'result', call: 2 });
  });
}

test('neither token nor AppKey nor data directory stands in any event', LIMIT, async (t) => {
  const { ask, stream } = await connect(t, await listen(t));
  await ask('destroy', { call: 2 });
  await stream.until({ kind: 'client-destroyed' });
  const text = JSON.stringify(stream.events);
  for (const secret of [TOKEN, encodeURIComponent(TOKEN), 'sealed/part', 'app-key-1', 'redial-native-']) {
    assert.ok(!text.includes(secret), secret);
  }
});

test('a login over https and TLS works with a given CA', LIMIT, async (t) => {
  const certificate = makeCertificate(t);
  const { result } = await connect(t, await listen(t, { secure: certificate }), { caFile: certificate.file });
  assert.equal(result.code, 0);
});

test('the package reaches nothing but loopback, and says so', LIMIT, async (t) => {
  const { stream } = await connect(t, { navigator: 'http://192.0.2.1' });
  await stream.until({ kind: 'client-log', detail: 'network access refused: 192.0.2.1 is not loopback' });
});
