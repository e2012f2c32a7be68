// The agent as a process: its one line of output, its arguments, and its end.
'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { ClientStream, Program } = require('../node_agent/node_agent');

const LIMIT = { timeout: 60000 };

// An agent that serves and holds one client.
async function startWithClient(t) {
  const agent = new Program('web');
  await new ClientStream(await agent.stub(t)).until({ kind: 'client-created' });
  return agent;
}

test('one line says where the agent listens', LIMIT, async (t) => {
  const agent = await startWithClient(t);
  agent.child.stdin.end();
  await agent.closed;
  assert.match(agent.stdout, /^listening 127\.0\.0\.1:\d+\n$/);
});

test('when stdin closes, the agent ends well and leaves no client', LIMIT, async (t) => {
  const agent = await startWithClient(t);
  agent.child.stdin.end();
  assert.deepEqual(await agent.closed, [0, null]);
});

test('SIGTERM ends the agent and leaves no client', LIMIT, async (t) => {
  const agent = await startWithClient(t);
  agent.child.kill('SIGTERM');
  assert.deepEqual(await agent.closed, [0, null]);
});

test('even a killed agent leaves no client', LIMIT, async (t) => {
  const agent = await startWithClient(t);
  agent.child.kill('SIGKILL');
  assert.deepEqual(await agent.closed, [null, 'SIGKILL']);
});

test('an address in use is exit 1', LIMIT, async (t) => {
  const agent = await startWithClient(t);
  t.after(() => agent.child.stdin.end());
  const second = new Program('web', ['--listen', await agent.address()]);
  assert.deepEqual(await second.closed, [1, null]);
});

test('a version that does not exist is exit 1 and says what works', LIMIT, async () => {
  const agent = new Program('web', ['--sdk', '9.9.9']);
  assert.deepEqual(await agent.closed, [1, null]);
  assert.match(agent.stderr, /5\.38\.0/);
});

for (const args of [['--listen', 'nowhere'], ['--host', 'firefox'], ['--unknown'], ['extra']]) {
  test(`wrong use is exit 2: ${args.join(' ')}`, LIMIT, async () => {
    const agent = new Program('web', args);
    assert.deepEqual(await agent.closed, [2, null]);
    assert.match(agent.stderr, /usage:/);
  });
}
