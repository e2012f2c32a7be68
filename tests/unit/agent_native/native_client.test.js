// A client's process and its data: when they are there, and that nothing is left of them.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { test } = require('node:test');
const { ClientStream, call, children, grpc, untilGone } = require('../node_agent/node_agent');
const { dataFolders, serveAgent, startClient, untilDataIsGone } = require('./native_agent');
const { NativeFixture } = require('./native_fixture');

const LIMIT = { timeout: 60000 };
const CONNECT = { token: 'token@', tokenLabel: 'good' };

test('describe names version and addon', LIMIT, async (t) => {
  const { host, artifact, ...description } = await call(await serveAgent(t), 'describe', {});
  assert.deepEqual(description, {
    name: 'rongcloud-native',
    version: '5.46.1',
    profile: 'native',
    capabilities: ['listeners', 'send-text', 'tls', 'init', 'calls-together', 'calls-in-callbacks', 'single-tries'],
    clockId: `${fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} monotonic`,
  });
  assert.match(host, /^node v\S+ linux-\S+$/);
  assert.match(artifact, /^electron-linux-\w+\.node sha256 [0-9a-f]{64}$/);
});

test('the first event is client-created', LIMIT, async (t) => {
  const { stream } = await startClient(t);
  assert.deepEqual([stream.events[0].kind, stream.events[0].client], ['client-created', 'alice']);
});

test('options that the package refuses are INVALID_ARGUMENT and no event', LIMIT, async (t) => {
  const stream = new ClientStream(await serveAgent(t), { appKey: '' });
  assert.equal((await stream.ended).code, grpc.status.INVALID_ARGUMENT);
  assert.deepEqual(stream.events, []);
  await untilDataIsGone();
});

test('a client has a data directory of its own, and none when it is over', LIMIT, async (t) => {
  const { stream } = await startClient(t);
  const [pid] = children();
  assert.equal(dataFolders().length, 1);
  stream.cancel();
  await untilGone(pid);
  await untilDataIsGone();
});

test('a destroyed client leaves no process either', LIMIT, async (t) => {
  const { ask, stream } = await startClient(t);
  const [pid] = children();
  await ask('destroy', { call: 1 });
  await stream.until({ kind: 'client-destroyed' });
  stream.cancel();
  await untilGone(pid);
});

for (const signal of ['SIGKILL', 'SIGSEGV', 'SIGABRT']) {
  test(`a client that dies of ${signal} has crashed, with the signal, and its data are removed`, LIMIT, async (t) => {
    const { ask, stream } = await startClient(t);
    process.kill(children()[0], signal);
    assert.equal((await stream.ended).code, grpc.status.OK);
    const last = stream.events.at(-1);
    assert.deepEqual([last.lane, last.kind, last.client, last.detail], ['app', 'client-crashed', 'alice', signal]);
    await assert.rejects(ask('connect', CONNECT), { code: grpc.status.NOT_FOUND });
    await untilDataIsGone();
  });
}

test('a client that hangs at its end is killed', LIMIT, async (t) => {
  const { stream } = await startClient(t);
  const [pid] = children();
  process.kill(pid, 'SIGSTOP');
  stream.cancel();
  await untilGone(pid);
});

test('clients in one agent do not meet', LIMIT, async (t) => {
  const chat = await new NativeFixture().listen(t);
  const stub = await serveAgent(t);
  const codes = await Promise.all(Array.from({ length: 4 }, async (_, i) => {
    const client = `c${i}`;
    const stream = new ClientStream(stub, { client, navigators: [chat.navigator] });
    await call(stub, 'connect', { client, call: 1, ...CONNECT });
    return (await stream.until({ kind: 'result' })).code;
  }));
  assert.deepEqual(codes, [0, 0, 0, 0]);
  assert.equal(dataFolders().length, 4);
});
