// What an app can do beyond one call at a time: init late, several calls in one turn, a call inside a callback.
'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { ClientStream, call, grpc } = require('../node_agent/node_agent');
const { ChatFixture } = require('./chat_fixture');
const { serveAgent } = require('./web_agent');

const LIMIT = { timeout: 60000 };
const CONNECT = { token: 'token@', tokenLabel: 'good' };
const connectCall = (number) => ({ connect: { ...CONNECT, call: number } });
const INVALID = { code: grpc.status.INVALID_ARGUMENT };

// A client with listeners, unless it is not initialised.
async function start(t, request = {}) {
  const chat = await new ChatFixture().listen(t);
  const agent = await serveAgent(t);
  const stream = new ClientStream(agent, { navigators: [chat.navigator], ...request });
  await stream.until({ kind: 'client-created' });
  const ask = (method, argument = {}) => call(agent, method, { client: 'c1', ...argument });
  if (!request.uninitialised) await ask('registerListeners');
  return { chat, stream, ask };
}

const story = (stream, kinds) => stream.events.filter(({ kind }) => kinds.includes(kind))
  .map(({ kind, name, status, call: number, nesting }) => [kind, status || name, number, nesting].join(' '));

test('connect before init is answered by the SDK itself, without a dial', LIMIT, async (t) => {
  const { stream, ask } = await start(t, { uninitialised: true });
  await ask('connect', { ...CONNECT, call: 1 });
  assert.equal((await stream.until({ kind: 'result' })).code, 33001);
  assert.deepEqual(stream.kinds('wire'), []);
});

test('a late init is a call of its own, without a number', LIMIT, async (t) => {
  const { stream, ask } = await start(t, { uninitialised: true });
  await ask('initialise');
  await stream.until({ kind: 'call-returned' });
  assert.deepEqual(story(stream, ['call', 'call-returned']), ['call init 0 0', 'call-returned init 0 0']);
});

test('a client initialised later logs in', LIMIT, async (t) => {
  const { stream, ask } = await start(t, { uninitialised: true });
  await ask('initialise');
  await ask('connect', { ...CONNECT, call: 1 });
  assert.equal((await stream.until({ kind: 'result' })).code, 0);
});

test('options that the SDK refuses at a late init are INVALID_ARGUMENT', LIMIT, async (t) => {
  const { ask } = await start(t, { uninitialised: true, appKey: '' });
  await assert.rejects(ask('initialise'), INVALID);
});

test('listeners registered before init hear of the login', LIMIT, async (t) => {
  const { stream, ask } = await start(t, { uninitialised: true });
  await ask('registerListeners');
  await ask('initialise');
  await ask('connect', { ...CONNECT, call: 1 });
  await stream.until({ kind: 'status', status: 'connected' });
});

test('calls made together are told one by one, with nothing between them', LIMIT, async (t) => {
  const { stream, ask } = await start(t);
  await ask('callTogether', { calls: [connectCall(1), { disconnect: { call: 2 } }] });
  assert.deepEqual(story(stream, ['call', 'call-returned']), [
    'call connect 1 0', 'call-returned connect 1 0', 'call disconnect 2 0', 'call-returned disconnect 2 0',
  ]);
  const first = stream.events.findIndex(({ kind }) => kind === 'call');
  const last = stream.events.findLastIndex(({ kind }) => kind === 'call-returned');
  assert.deepEqual(stream.events.slice(first, last).filter(({ lane }) => lane === 'wire'), []);
});

test('a call that is missing among several is INVALID_ARGUMENT, and none is made', LIMIT, async (t) => {
  const { stream, ask } = await start(t);
  await assert.rejects(ask('callTogether', { calls: [connectCall(1), {}] }), INVALID);
  assert.deepEqual(story(stream, ['call']), []);
});

test('a call armed for a status is made inside its callback, and so is what the SDK tells during that call', LIMIT, async (t) => {
  const { stream, ask } = await start(t);
  await ask('callInCallback', { told: 'status', status: 'connected', call: { disconnect: { call: 2 } } });
  await ask('connect', { ...CONNECT, call: 1 });
  await stream.until({ kind: 'status', status: 'disconnected' });
  const told = story(stream, ['call', 'status']);
  assert.deepEqual(told.slice(told.indexOf('status connected 0 0') + 1), ['call disconnect 2 1', 'status disconnected 0 1']);
});

test('a call armed for the result of connect is made inside it', LIMIT, async (t) => {
  const { stream, ask } = await start(t);
  const text = { call: 2, to: 'bob', text: 'hello' };
  await ask('callInCallback', { told: 'result', code: 0, call: { sendText: text } });
  await ask('connect', { ...CONNECT, call: 1 });
  assert.equal((await stream.until({ kind: 'call', call: 2 })).nesting, 1);
  assert.equal((await stream.until({ kind: 'result', call: 2 })).code, 0);
});

test('a call armed for a message is made once, however many come', LIMIT, async (t) => {
  const { chat, stream, ask } = await start(t);
  await ask('connect', { ...CONNECT, call: 1 });
  await stream.until({ kind: 'result' });
  await ask('callInCallback', { told: 'message', call: { sendText: { call: 2, to: 'bob', text: 'yes?' } } });
  chat.push('bob', 'one');
  await stream.until({ kind: 'result', call: 2 });
  chat.push('bob', 'two');
  await stream.until({ kind: 'message', detail: 'two' });
  assert.deepEqual(story(stream, ['call']).slice(1), ['call send-text 2 1']);
});

test('another code than the one waited for makes no call', LIMIT, async (t) => {
  const { stream, ask } = await start(t);
  await ask('callInCallback', { told: 'result', code: 31004, call: { disconnect: { call: 2 } } });
  await ask('connect', { ...CONNECT, call: 1 });
  await stream.until({ kind: 'result', call: 1 });
  await ask('sendText', { call: 3, to: 'bob', text: 'hello' });
  await stream.until({ kind: 'result', call: 3 });
  assert.deepEqual(story(stream, ['call']), ['call connect 1 0', 'call send-text 3 0']);
});

for (const [what, argument] of [
  ['for something that the SDK never tells', { told: 'database-opened', call: connectCall(1) }],
  ['without a call', { told: 'status', call: {} }],
]) {
  test(`arming ${what} is INVALID_ARGUMENT`, LIMIT, async (t) => {
    const { ask } = await start(t);
    await assert.rejects(ask('callInCallback', argument), INVALID);
  });
}
