// The official SDK in Debian's Chromium: what differs from Node, which is the host and not what is told.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { after, before, test } = require('node:test');
const { makeCertificate } = require('../node_agent/certificate');
const { ClientStream, Program, call, grpc } = require('../node_agent/node_agent');
const { ChatFixture } = require('./chat_fixture');
const { serveAgent, source } = require('./web_agent');

const { ChromiumHost } = source('chromium/chromium_host');
const LIMIT = { timeout: 120000 };
const CONNECT = { client: 'c1', call: 1, token: 'token@', tokenLabel: 'good' };

let sdk;
let host;
before(async () => {
  sdk = await source('sdk_package').findSdk();
  host = await ChromiumHost.open(sdk);
});
after(() => host.close());

const listen = (t, options) => new ChatFixture(options).listen(t);

// A client that has called connect.
async function connect(t, { chat, in: where = host, ...request }) {
  const agent = await serveAgent(t, { sdk, host: where });
  const stream = new ClientStream(agent, { navigators: [chat.navigator], ...request });
  await stream.until({ kind: 'client-created' });
  await call(agent, 'registerListeners', { client: 'c1' });
  await call(agent, 'connect', CONNECT);
  return { agent, stream };
}

// Processes below `pid` whose command line has `word`.
function descendants(pid, word) {
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean);
  return children.flatMap((child) => [
    ...(read(`/proc/${child}/cmdline`).includes(word) ? [Number(child)] : []), ...descendants(child, word),
  ]);
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';  // the process is gone
  }
}

async function untilGone(pids) {
  while (pids.some((pid) => read(`/proc/${pid}/cmdline`))) await new Promise(setImmediate);
}

test('describe names browser and version', LIMIT, async (t) => {
  const { host: name } = await call(await serveAgent(t, { sdk, host }), 'describe', {});
  assert.match(name, /^chromium \d+\.\d+\.\d+\.\d+$/);
});

test('a login is told as in Node', LIMIT, async (t) => {
  const { stream } = await connect(t, { chat: await listen(t) });
  await stream.until({ kind: 'result' });
  const events = stream.events.filter(({ kind }) => kind !== 'client-log');
  const story = events.map(({ kind, status, name }) => `${kind} ${status || name}`.trim());
  assert.deepEqual(story, [
    'client-created', 'listeners-registered', 'call connect', 'call-returned connect', 'status connecting',
    'navigation-requested', 'navigation-answered', 'dial', 'socket-opened', 'status connected', 'result connect',
  ]);
});

test('times are those of the monotonic clock', LIMIT, async (t) => {
  const earliest = process.hrtime.bigint();
  const { stream } = await connect(t, { chat: await listen(t) });
  const result = await stream.until({ kind: 'result' });
  const latest = process.hrtime.bigint();
  const times = stream.events.map(({ atNs }) => BigInt(atNs));
  assert.ok(times[0] > earliest && BigInt(result.atNs) < latest);
  assert.deepEqual(times, [...times].sort((a, b) => Number(a - b)));
});

test('a call is made inside a callback', LIMIT, async (t) => {
  const chat = await listen(t);
  const agent = await serveAgent(t, { sdk, host });
  const stream = new ClientStream(agent, { navigators: [chat.navigator] });
  await stream.until({ kind: 'client-created' });
  await call(agent, 'registerListeners', { client: 'c1' });
  await call(agent, 'callInCallback', { client: 'c1', told: 'status', status: 'connected', call: { disconnect: { call: 2 } } });
  await call(agent, 'connect', CONNECT);
  assert.equal((await stream.until({ kind: 'call', call: 2 })).nesting, 1);
});

test('a lost connection starts epoch 2 and the client comes back by itself', LIMIT, async (t) => {
  const chat = await listen(t);
  const { stream } = await connect(t, { chat });
  await stream.until({ kind: 'result' });
  chat.resetConnections();
  await stream.until({ kind: 'socket-opened', epoch: 2 });
  assert.equal((await stream.until({ kind: 'socket-closed', epoch: 1 })).detail, 'without a close frame');
});

test('two clients share neither storage nor device', LIMIT, async (t) => {
  const chat = await listen(t);
  for (const name of ['alice', 'bob']) await (await connect(t, { chat, name })).stream.until({ kind: 'result' });
  const devices = chat.upgrades.map((url) => new URL(url, 'ws://x').searchParams.get('deviceId'));
  assert.deepEqual([chat.navigationRequests.length, new Set(devices).size], [2, 2]);
});

test('a login over https and wss trusts the given CA', LIMIT, async (t) => {
  const certificate = makeCertificate(t);
  const { stream } = await connect(t, { chat: await listen(t, { tls: certificate }), caFile: certificate.file });
  assert.equal((await stream.until({ kind: 'result' })).code, 0);
});

test('a certificate for another host is refused even from the given CA', LIMIT, async (t) => {
  const certificate = makeCertificate(t, 'DNS:elsewhere.example');
  const { stream } = await connect(t, { chat: await listen(t, { tls: certificate }), caFile: certificate.file });
  await stream.until({ kind: 'navigation-failed' });
});

test('without the CA navigation fails', LIMIT, async (t) => {
  const { stream } = await connect(t, { chat: await listen(t, { tls: makeCertificate(t) }) });
  await stream.until({ kind: 'navigation-failed' });
});

test('an answer without CORS headers is a failure, as in any page', LIMIT, async (t) => {
  const { stream } = await connect(t, { chat: await listen(t, { cors: false }) });
  await stream.until({ kind: 'navigation-failed' });
});

test('the SDK reaches nothing but loopback, and says so', LIMIT, async (t) => {
  const { stream } = await connect(t, { chat: { navigator: 'http://192.0.2.1' } });
  await stream.until({ kind: 'navigation-failed' });
  await stream.until({ kind: 'client-log', detail: 'network access refused: 192.0.2.1 is not loopback' });
});

test('options that the SDK refuses are INVALID_ARGUMENT and no event', LIMIT, async (t) => {
  const stream = new ClientStream(await serveAgent(t, { sdk, host }), { appKey: '' });
  assert.equal((await stream.ended).code, grpc.status.INVALID_ARGUMENT);
  assert.deepEqual(stream.events, []);
});

for (const [what, word] of [['page', '--type=renderer'], ['browser', '--remote-debugging-pipe']]) {
  test(`a ${what} that dies is a crash: last event, end with OK`, LIMIT, async (t) => {
    const others = descendants(process.pid, word);
    const own = await ChromiumHost.open(sdk);
    t.after(() => own.close());
    const { stream } = await connect(t, { chat: await listen(t), in: own });
    await stream.until({ kind: 'result' });
    for (const pid of descendants(process.pid, word).filter((one) => !others.includes(one))) process.kill(pid, 'SIGKILL');
    assert.equal((await stream.ended).code, grpc.status.OK);
    assert.equal(stream.events.at(-1).kind, 'client-crashed');
  });
}

for (const signal of ['SIGKILL', 'SIGTERM']) {
  test(`no browser survives an agent that ends by ${signal}`, LIMIT, async () => {
    const agent = new Program('web', ['--host', 'chromium']);
    await agent.address();
    const browsers = descendants(agent.child.pid, 'chromium');
    assert.ok(browsers.length > 1);
    agent.child.kill(signal);
    await agent.closed;
    await untilGone(browsers);
  });
}
