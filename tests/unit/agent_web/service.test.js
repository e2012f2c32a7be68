// The Agent contract, over gRPC and with real client processes.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { test } = require('node:test');
const { AGENTS, ClientStream, call, children, grpc, shared, untilGone } = require('../node_agent/node_agent');
const { serveAgent, source } = require('./web_agent');

const LIMIT = { timeout: 60000 };
const { status } = grpc;

async function created(t, request) {
  const stub = await serveAgent(t);
  const stream = new ClientStream(stub, request);
  await stream.until({ kind: 'client-created' });
  return { stub, stream };
}

test('describe names the SDK as it is installed', LIMIT, async (t) => {
  const lock = JSON.parse(fs.readFileSync(`${AGENTS}/package-lock.json`, 'utf8'));
  const description = await call(await serveAgent(t), 'describe', {});
  assert.deepEqual(description, {
    name: 'rongcloud-web',
    version: lock.packages['node_modules/@rongcloud/imlib-next'].version,
    profile: 'web',
    host: `node ${process.version}`,
    capabilities: [
      'listeners', 'send-text', 'tls', 'wire-events', 'init', 'calls-together', 'calls-in-callbacks', 'websocket',
      'single-tries', 'compressed-time',
    ],
    artifact: `@rongcloud/imlib-next ${lock.packages['node_modules/@rongcloud/imlib-next'].integrity}`,
    clockId: `${fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} monotonic`,
  });
});

test('the SDK is exactly the version that we describe our findings for', async () => {
  assert.equal((await source('sdk_package').findSdk()).version, '5.38.0');
});

test('the first event is client-created', LIMIT, async (t) => {
  const { stream } = await created(t);
  assert.deepEqual([stream.events[0].kind, stream.events[0].client], ['client-created', 'alice']);
});

const METHODS = [
  'registerListeners', 'connect', 'disconnect', 'sendText', 'destroy', 'initialise', 'callTogether', 'callInCallback', 'catchUp',
];
for (const method of METHODS) {
  test(`${method} of an unknown client is NOT_FOUND`, LIMIT, async (t) => {
    await assert.rejects(call(await serveAgent(t), method, { client: 'nobody' }), { code: status.NOT_FOUND });
  });
}

test('an empty token is a result and no event', LIMIT, async (t) => {
  const { stub, stream } = await created(t);
  await call(stub, 'registerListeners', { client: 'c1' });
  await call(stub, 'connect', { client: 'c1', call: 1, token: '', tokenLabel: 'empty' });
  assert.equal((await stream.until({ kind: 'result' })).code, 31004);
  assert.ok(!stream.kinds('app').includes('status'));
});

for (const [what, request] of [
  ['without a client id', { client: '' }],
  ['without a name', { name: '' }],
  ['with a CA file that does not exist', { caFile: '/nonexistent/ca.pem' }],
  ['with options that the SDK refuses', { appKey: '' }],
]) {
  test(`a client ${what} is INVALID_ARGUMENT and no event`, LIMIT, async (t) => {
    const stream = new ClientStream(await serveAgent(t), request);
    assert.equal((await stream.ended).code, status.INVALID_ARGUMENT);
    assert.deepEqual(stream.events, []);
  });
}

test('a client id in use is INVALID_ARGUMENT', LIMIT, async (t) => {
  const { stub } = await created(t);
  assert.equal((await new ClientStream(stub).ended).code, status.INVALID_ARGUMENT);
});

test('one client more than the limit is RESOURCE_EXHAUSTED', LIMIT, async (t) => {
  const stub = await serveAgent(t, { maxClients: 1 });
  await new ClientStream(stub).until({ kind: 'client-created' });
  assert.equal((await new ClientStream(stub, { client: 'c2' }).ended).code, status.RESOURCE_EXHAUSTED);
});

test('the limit is one that a machine can carry', () => assert.ok(shared('service').MAX_CLIENTS >= 8));

test('cancelling the stream ends the process and frees the id', LIMIT, async (t) => {
  const { stub, stream } = await created(t);
  const [pid] = children();
  stream.cancel();
  await untilGone(pid);
  await assert.rejects(call(stub, 'connect', { client: 'c1' }), { code: status.NOT_FOUND });
  await new ClientStream(stub).until({ kind: 'client-created' });
});

test('a client that dies has crashed: last event, end with OK', LIMIT, async (t) => {
  const { stub, stream } = await created(t);
  process.kill(children()[0], 'SIGKILL');
  assert.equal((await stream.ended).code, status.OK);
  const last = stream.events.at(-1);
  assert.deepEqual([last.lane, last.kind, last.client, last.detail], ['app', 'client-crashed', 'alice', 'SIGKILL']);
  await assert.rejects(call(stub, 'connect', { client: 'c1' }), { code: status.NOT_FOUND });
});

test('the SDK reaches nothing but loopback, and says so', LIMIT, async (t) => {
  const { stream } = await created(t, { navigators: ['http://192.0.2.1'] });
  const log = await stream.until({ kind: 'client-log' });
  assert.match(log.detail, /^network access refused: .* is not loopback$/);
});

test('a client in compressed time lives by the clock that the run sets', LIMIT, async (t) => {
  const hour = 3_600_000_000_000n;
  const { stub, stream } = await created(t, { skippedNs: String(hour) });
  await call(stub, 'setClock', { client: 'c1', skippedNs: String(2n * hour) });
  await call(stub, 'registerListeners', { client: 'c1' });
  const before = BigInt(stream.events[0].atNs);
  const after = BigInt((await stream.until({ kind: 'listeners-registered' })).atNs);
  assert.ok(after - before >= hour && after - before < hour + hour / 60n, `${after - before} ns`);
});

test('catching up counts the events that went before', LIMIT, async (t) => {
  const { stub, stream } = await created(t);
  await call(stub, 'registerListeners', { client: 'c1' });
  const { events } = await call(stub, 'catchUp', { client: 'c1' });
  await stream.until({ kind: 'listeners-registered' });
  assert.equal(Number(events), stream.events.length);
});

test('settling tells when the client wants to be woken, and counts the events that went before', LIMIT, async (t) => {
  const { stub, stream } = await created(t, { skippedNs: '0' });
  await call(stub, 'registerListeners', { client: 'c1' });
  const rest = await call(stub, 'settle', { client: 'c1' });
  assert.equal((await call(stub, 'settle', { client: 'c1' })).activity, rest.activity);
  await stream.until({ kind: 'listeners-registered' });
  assert.equal(Number(rest.events), stream.events.length);
});

test('a client in real time cannot be settled', LIMIT, async (t) => {
  const { stub } = await created(t);
  await assert.rejects(call(stub, 'settle', { client: 'c1' }), { code: status.INVALID_ARGUMENT });
});

test('a client that dies while it settles is reported to who asked', LIMIT, async (t) => {
  const { stub } = await created(t, { skippedNs: '0' });
  process.kill(children()[0], 'SIGSTOP');
  const settled = call(stub, 'settle', { client: 'c1' });
  process.kill(children()[0], 'SIGKILL');
  await assert.rejects(settled, { code: status.NOT_FOUND });
});
