// A client's process and data as scenarios treat them: killed and started again, and in every condition.
'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { Program, call, children, grpc, untilGone } = require('../node_agent/node_agent');
const { serveAgent, socketObserver, startClient, storageCondition, untilDataIsGone } = require('./native_agent');
const { NativeFixture } = require('./native_fixture');

const LIMIT = { timeout: 60000 };
const CONNECT = { token: 'token@', tokenLabel: 'good' };

// A client that has connected once.
async function connect(t, libraries = storageCondition()) {
  const chat = await new NativeFixture().listen(t);
  const client = await startClient(t, { navigators: [chat.navigator] }, libraries);
  await client.ask('registerListeners');
  await client.ask('connect', { call: 1, ...CONNECT });
  await client.stream.until({ kind: 'result', call: 1, code: 0 });
  return { ...client, chat };
}

test('storage is a capability of a client whose data can be tampered with', LIMIT, async (t) => {
  const stub = await serveAgent(t, storageCondition());
  assert.equal((await call(stub, 'describe', {})).capabilities.at(-1), 'storage');
});

test('without it, restartApp and setStorage are UNIMPLEMENTED', LIMIT, async (t) => {
  const { ask } = await startClient(t);
  for (const method of ['restartApp', 'setStorage']) await assert.rejects(ask(method), { code: grpc.status.UNIMPLEMENTED });
});

test('an agent without the library says once that data cannot be tampered with', LIMIT, async (t) => {
  const agent = new Program('native', ['--storage-condition', '/nowhere/storage.so']);
  await agent.stub(t);
  agent.child.stdin.end();
  await agent.closed;
  const reason = '/nowhere/storage.so does not exist: build Redial, which brings it';
  assert.equal(agent.stderr.split('\n')[1], `no tampering with data, because ${reason}`);
});

test('a restarted app is another process on the same data, without listeners', LIMIT, async (t) => {
  const { ask, stream } = await connect(t);
  const [before] = children();
  await ask('restartApp');
  await untilGone(before);
  assert.notEqual(children()[0], before);
  await stream.until({ kind: 'app-restarted', lane: 'app', client: 'alice' });
  const seen = stream.events.length;
  await ask('connect', { call: 2, ...CONNECT });
  await stream.until({ kind: 'result', call: 2, code: 0 });
  assert.deepEqual(stream.events.slice(seen).map(({ kind }) => kind), ['call', 'call-returned', 'result']);
});

test('a restarted app that registers listeners hears of the database that it made before', LIMIT, async (t) => {
  const { ask, stream } = await connect(t);
  await ask('restartApp');
  await ask('registerListeners');
  await ask('connect', { call: 2, ...CONNECT });
  await stream.until({ kind: 'result', call: 2, code: 0 });
  const opened = stream.events.filter(({ kind }) => kind === 'database-opened');
  assert.deepEqual(opened.map(({ code, detail }) => [code, detail]), [[0, 'recreated=true'], [0, 'recreated=false']]);
});

test('epochs count on', LIMIT, async (t) => {
  const { ask, stream } = await connect(t, { ...socketObserver(), ...storageCondition() });
  await ask('restartApp');
  await ask('connect', { call: 2, ...CONNECT });
  await stream.until({ kind: 'socket-opened', epoch: 2 });
});

test('a client that ends while its app is restarted leaves nothing', LIMIT, async (t) => {
  const { ask, stream } = await startClient(t, {}, storageCondition());
  const [pid] = children();
  const restart = ask('restartApp').catch(() => {});
  stream.cancel();
  await restart;
  await untilGone(pid);
  await untilDataIsGone();
});

test('a condition is told when it holds, and one that cannot hold is refused', LIMIT, async (t) => {
  const { ask, stream } = await startClient(t, {}, storageCondition());
  await assert.rejects(ask('setStorage', { condition: 'missing' }), { code: grpc.status.FAILED_PRECONDITION });
  await assert.rejects(ask('setStorage', { condition: 'soaked' }), { code: grpc.status.INVALID_ARGUMENT });
  await ask('setStorage', { condition: 'full' });
  const changed = await stream.until({ kind: 'storage-changed' });
  assert.deepEqual([changed.lane, changed.client, changed.name], ['fault', 'alice', 'full']);
});

for (const [condition, error] of [['read-only', 'EROFS'], ['full', 'ENOSPC']]) {
  test(`what the stack writes to a directory that is ${condition} fails with ${error}`, LIMIT, async (t) => {
    const chat = await new NativeFixture().listen(t);
    const { ask, stream } = await startClient(t, { navigators: [chat.navigator] }, storageCondition());
    await ask('setStorage', { condition });
    await ask('registerListeners');
    await ask('connect', { call: 1, ...CONNECT });
    assert.match((await stream.until({ kind: 'unhandled-error' })).detail, new RegExp(`${error}: .*navi-cache.json`));
  });
}
