// What the native stack is seen to do on the network, by the library in front of libc and by its navigation requests.
'use strict';

const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const http = require('node:http');
const net = require('node:net');
const path = require('node:path');
const { test } = require('node:test');
const { makeCertificate } = require('../node_agent/certificate');
const { Program, call } = require('../node_agent/node_agent');
const { serveAgent, socketObserver, startClient } = require('./native_agent');
const { NativeFixture } = require('./native_fixture');

const LIMIT = { timeout: 60000 };
const CONNECT = { call: 1, token: 'token@', tokenLabel: 'good' };
const TOKEN_INCORRECT = Buffer.from('0004', 'hex');
const CLOSED = '127.0.0.1:1';
const RELATIVE = path.relative(process.cwd(), __filename);  // a file that is there

// A client that is connecting, and what it connects to.
async function connect(t, options, request) {
  const chat = await new NativeFixture(options).listen(t);
  const client = await startClient(t, { navigators: [chat.navigator], ...request }, socketObserver());
  await client.ask('registerListeners');
  await client.ask('connect', CONNECT);
  return { ...client, chat };
}

// In order of time, as "kind epoch code detail".
function wire({ stream }) {
  const events = stream.events.filter(({ lane }) => lane === 'wire').sort((a, b) => Number(BigInt(a.atNs) - BigInt(b.atNs)));
  return events.map(({ kind, epoch, code, detail }) => [kind, epoch, code ?? '', detail].join(' ').trim().replace('  ', ' '));
}

// Where no dial gets an answer: nobody accepts, and the queue of those who wait is full.
async function silentAddress(t) {
  const script = `require('net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, function () {
    require('fs').writeSync(1, String(this.address().port));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  })`;
  const server = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => server.kill('SIGKILL'));
  const port = Number(await once(server.stdout, 'data'));
  for (let waiting = 0; waiting < 2; waiting += 1) {
    const socket = net.connect(port, '127.0.0.1').on('error', () => {});
    t.after(() => socket.destroy());
    await once(socket, 'connect');
  }
  return `127.0.0.1:${port}`;
}

test('wire events are a capability of an observed client alone', LIMIT, async (t) => {
  const { capabilities } = await call(await serveAgent(t, socketObserver()), 'describe', {});
  assert.equal(capabilities.at(-1), 'wire-events');
  assert.ok(!(await call(await serveAgent(t), 'describe', {})).capabilities.includes('wire-events'));
});

for (const secure of [false, true]) {
  test(`a login over ${secure ? 'TLS' : 'TCP'} asks navigation, dials and has an open socket`, LIMIT, async (t) => {
    const client = await connect(t, { secure: secure && makeCertificate(t) });
    const { chat, stream } = client;
    await stream.until({ kind: 'result', code: 0 });
    assert.deepEqual(wire(client), [
      `navigation-requested 1 ${chat.navigator}/v2/navi.json`, 'navigation-answered 1 200', `dial 1 tcp ${chat.address}`,
      'socket-opened 1',
    ]);
  });
}

test('an event has its own time, from the clock of all events', LIMIT, async (t) => {
  const { stream } = await connect(t);
  await stream.until({ kind: 'status', status: 'connected' });
  const at = ({ atNs }) => BigInt(atNs);
  const inTime = [...stream.events].sort((a, b) => Number(at(a) - at(b))).map(({ kind, status }) => status || kind);
  const inOrder = ['call', 'navigation-requested', 'navigation-answered', 'dial', 'socket-opened', 'connected'];
  assert.deepEqual(inTime.filter((what) => inOrder.includes(what)), inOrder);
});

for (const [how, end, detail] of [
  ['closed', 'closeConnections', /closed by peer|EPIPE|ECONNRESET/],  // what the client is told if it was about to write
  ['reset', 'resetConnections', /ECONNRESET|EPIPE/],
]) {
  test(`a connection that the peer has ${how} is told before the client dials again, in a new epoch`, LIMIT, async (t) => {
    const { chat, stream } = await connect(t);
    await stream.until({ kind: 'status', status: 'connected' });
    chat[end]();
    assert.match((await stream.until({ kind: 'socket-closed', epoch: 1 })).detail, detail);
    await stream.until({ kind: 'socket-opened', epoch: 2 });
  });
}

test('a connection that the client ends is closed by the client', LIMIT, async (t) => {
  const { stream } = await connect(t, { connack: TOKEN_INCORRECT });
  assert.equal((await stream.until({ kind: 'socket-closed' })).detail, 'closed by the client');
});

test('after catching up, a connection that the peer has seen is told', LIMIT, async (t) => {
  const { chat, stream, ask } = await connect(t);
  while (chat.frames.length === 0) await new Promise(setImmediate);
  const { events } = await ask('catchUp');
  while (stream.events.length < events) await new Promise(setImmediate);
  assert.ok(stream.events.slice(0, events).some(({ kind }) => kind === 'socket-opened'));
});

test('addresses are dialled one after the other, each in its epoch, until one is open', LIMIT, async (t) => {
  const client = await connect(t, { dead: [CLOSED] });
  await client.stream.until({ kind: 'result', code: 0 });
  assert.deepEqual(wire(client).slice(2), [
    `dial 1 tcp ${CLOSED}`, 'socket-failed 1 ECONNREFUSED', `dial 2 tcp ${client.chat.address}`, 'socket-opened 2',
  ]);
});

test('a dial without an answer is given up by the client when another one is open', LIMIT, async (t) => {
  const silent = await silentAddress(t);
  const client = await connect(t, { dead: [silent] });
  await client.stream.until({ kind: 'result', code: 0 });
  assert.deepEqual(wire(client).slice(2), [
    `dial 1 tcp ${silent}`, `dial 2 tcp ${client.chat.address}`, 'socket-opened 2', 'socket-failed 1 given up by the client',
  ]);
});

test('a refusal by navigation is an answer, and nothing is dialled', LIMIT, async (t) => {
  const client = await connect(t, { status: 403 });
  await client.stream.until({ kind: 'result' });
  assert.deepEqual(wire(client).slice(1), ['navigation-answered 1 403']);
});

test('navigators that cannot be reached fail, all for the first dial', LIMIT, async (t) => {
  const client = await connect(t, {}, { navigators: ['http://127.0.0.1:1', 'http://localhost:2'] });
  await client.stream.until({ kind: 'result' });
  assert.deepEqual(wire(client), [
    'navigation-requested 1 http://127.0.0.1:1/v2/navi.json', 'navigation-failed 1 connect ECONNREFUSED 127.0.0.1:1',
    'navigation-requested 1 http://localhost:2/v2/navi.json', 'navigation-failed 1 connect ECONNREFUSED 127.0.0.1:2',
  ]);
});

test('an answer of navigation that is cut off has failed', LIMIT, async (t) => {
  const server = http.createServer((_, response) => {
    response.writeHead(200, { 'Content-Length': 2 });
    response.write('{', () => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const { stream } = await connect(t, {}, { navigators: [`http://127.0.0.1:${server.address().port}`] });
  assert.equal((await stream.until({ kind: 'navigation-failed' })).detail, 'closed by peer before the end of the answer');
});

test('the token stands in no wire event', LIMIT, async (t) => {
  const { chat, stream } = await connect(t);
  await stream.until({ kind: 'result', code: 0 });
  assert.ok(chat.navigationRequests[0].url.includes('?'));
  assert.ok(!JSON.stringify(stream.events).includes('?'));
});

for (const [what, args, reason] of [
  ['that is not named', [], '--socket-observer is not given'],
  ['that does not exist', ['--socket-observer', '/nowhere/observer.so'],
    '/nowhere/observer.so does not exist: build Redial, which brings it'],
  ['that the linker would not find', ['--socket-observer', RELATIVE],
    `${RELATIVE} is not an absolute path without spaces and colons, as LD_PRELOAD needs`],
]) {
  test(`an agent with an observer ${what} says once that there are no wire events`, LIMIT, async (t) => {
    const agent = new Program('native', args);
    const { capabilities } = await call(await agent.stub(t), 'describe', {});
    agent.child.stdin.end();
    await agent.closed;
    assert.ok(!capabilities.includes('wire-events'));
    assert.equal(agent.stderr.split('\n')[0], `no wire events, because ${reason}`);
  });
}
