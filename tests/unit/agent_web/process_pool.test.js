// Clients in compressed time share processes, one after the other, and do not notice it.
'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { children } = require('../node_agent/node_agent');
const { ChatFixture } = require('./chat_fixture');
const { source } = require('./web_agent');

const { MAX_CLIENTS, ProcessPool } = source('process_pool');
const { findSdk } = source('sdk_package');
const LIMIT = { timeout: 60000 };

async function openPool(t) {
  const pool = new ProcessPool((await findSdk()).modules);
  t.after(() => pool.close());
  return pool;
}

// A client that was created with `setup`, and what it told.
async function lend(pool, setup = {}) {
  const events = [];
  const client = pool.lend(undefined, {
    onEvents: (batch) => events.push(...batch),
    onCrashed: (how) => events.push({ kind: how }),
  });
  const defaults = { name: 'alice', appKey: 'app-key-1', navigators: ['http://127.0.0.1:1'], skippedNs: '0' };
  await client.request('create', { ...defaults, ...setup });
  return { client, events };
}

// One that has logged in to `chat`.
async function logIn(pool, chat) {
  const lent = await lend(pool, { navigators: [chat.navigator] });
  await lent.client.request('registerListeners', {});
  await lent.client.request('connect', { call: 1, token: 'sealed/part=@', tokenLabel: 'good' });
  while (!lent.events.some(({ kind }) => kind === 'result')) await lent.client.request('settle', {});
  return lent;
}

const story = ({ events }) => events.map(({ lane, kind, name, code, epoch }) => [lane, kind, name, code, epoch]);

test('the next client gets the process of the one before, and tells the same story', LIMIT, async (t) => {
  const chat = await new ChatFixture().listen(t);
  const pool = await openPool(t);
  const first = await logIn(pool, chat);
  const before = children();
  await first.client.kill();
  const second = await logIn(pool, chat);
  assert.deepEqual(children(), before);
  assert.deepEqual(story(second), story(first));
});

test('an SDK of its own: nothing that the one before stored is found', LIMIT, async (t) => {
  const chat = await new ChatFixture().listen(t);
  const pool = await openPool(t);
  await (await logIn(pool, chat)).client.kill();
  await logIn(pool, chat);
  assert.equal(chat.navigationRequests.length, 2);  // its answer is cached
});

test('whoever is killed tells nothing any more', LIMIT, async (t) => {
  const chat = await new ChatFixture().listen(t);
  const pool = await openPool(t);
  const { client, events } = await logIn(pool, chat);
  const before = events.length;
  await client.kill();
  assert.equal(events.length, before);
});

test('whoever is killed dials no more', LIMIT, async (t) => {
  const chat = await new ChatFixture().listen(t);
  const pool = await openPool(t);
  const { client } = await logIn(pool, chat);
  await client.kill();
  await lend(pool);  // and what was under way has arrived
  assert.equal(chat.upgrades.length, 1);
});

test('two at once have a process each', LIMIT, async (t) => {
  const pool = await openPool(t);
  await lend(pool);
  await lend(pool);
  assert.equal(children().length, 2);
});

test('killed twice, a client leaves the next one alone', LIMIT, async (t) => {
  const chat = await new ChatFixture().listen(t);
  const pool = await openPool(t);
  const { client } = await lend(pool);
  await client.kill();
  const next = await logIn(pool, chat);
  await client.kill();
  await next.client.request('settle', {});
  assert.ok(!next.events.some(({ kind }) => kind === 'socket-closed'));
});

test('a process that dies with its client is not lent again', LIMIT, async (t) => {
  const pool = await openPool(t);
  const { client } = await lend(pool);
  const [pid] = children();
  process.kill(pid, 'SIGKILL');
  await client.kill();
  await lend(pool);
  assert.ok(!children().includes(pid));
});

test('one that dies while it is idle is not lent again', LIMIT, async (t) => {
  const pool = await openPool(t);
  await (await lend(pool)).client.kill();
  const [pid] = children();
  process.kill(pid, 'SIGKILL');
  while (children().includes(pid)) await new Promise(setImmediate);
  await lend(pool);
});

test('a process serves so many clients and no more', LIMIT, async (t) => {
  const pool = await openPool(t);
  const pids = new Set();
  for (let i = 0; i <= MAX_CLIENTS; ++i) {
    const { client } = await lend(pool);
    for (const pid of children()) pids.add(pid);
    await client.kill();
  }
  assert.equal(pids.size, 2);
});
