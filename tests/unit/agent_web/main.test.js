// The agent as a process: its one line of output, its arguments, and its end. A client process holds the agent's stderr,
// so the agent's "close" says that no client is left either.
'use strict';

const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const path = require('node:path');
const { test } = require('node:test');
const { ClientStream, PACKAGE, grpc, source } = require('./web_agent');

const { Agent } = source('contract');
const LIMIT = { timeout: 60000 };

function start(...args) {
  const agent = spawn(process.execPath, [path.join(PACKAGE, 'src', 'main.js'), ...args], { stdio: 'pipe' });
  agent.output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) agent[name].on('data', (data) => { agent.output[name] += data; });
  agent.closed = once(agent, 'close');
  return agent;
}

const addressOf = (agent) => /^listening (\S+)\n$/.exec(agent.output.stdout)[1];

// An agent that serves and holds one client.
async function startWithClient(t) {
  const agent = start();
  await once(agent.stdout, 'data');
  const stub = new Agent(addressOf(agent), grpc.credentials.createInsecure());
  t.after(() => stub.close());
  await new ClientStream(stub).until({ kind: 'client-created' });
  return agent;
}

test('one line says where the agent listens', LIMIT, async (t) => {
  const agent = await startWithClient(t);
  agent.stdin.end();
  await agent.closed;
  assert.match(agent.output.stdout, /^listening 127\.0\.0\.1:\d+\n$/);
});

test('when stdin closes, the agent ends well and leaves no client', LIMIT, async (t) => {
  const agent = await startWithClient(t);
  agent.stdin.end();
  assert.deepEqual(await agent.closed, [0, null]);
});

test('SIGTERM ends the agent and leaves no client', LIMIT, async (t) => {
  const agent = await startWithClient(t);
  agent.kill('SIGTERM');
  assert.deepEqual(await agent.closed, [0, null]);
});

test('even a killed agent leaves no client', LIMIT, async (t) => {
  const agent = await startWithClient(t);
  agent.kill('SIGKILL');
  assert.deepEqual(await agent.closed, [null, 'SIGKILL']);
});

test('an address in use is exit 1', LIMIT, async (t) => {
  const agent = await startWithClient(t);
  t.after(() => agent.stdin.end());
  const second = start('--listen', addressOf(agent));
  assert.deepEqual(await second.closed, [1, null]);
});

test('a version that does not exist is exit 1 and says what works', LIMIT, async () => {
  const agent = start('--sdk', '9.9.9');
  assert.deepEqual(await agent.closed, [1, null]);
  assert.match(agent.output.stderr, /5\.38\.0/);
});

for (const args of [['--listen', 'nowhere'], ['--host', 'firefox'], ['--unknown'], ['extra']]) {
  test(`wrong use is exit 2: ${args.join(' ')}`, LIMIT, async () => {
    const agent = start(...args);
    assert.deepEqual(await agent.closed, [2, null]);
    assert.match(agent.output.stderr, /usage:/);
  });
}
