// Calls and the stream of events, over a fetch of the test's own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { source } from './page.js';

const { Control } = await source('data/control.js');
const { eventReader } = await source('data/sse.js');
const { takeKey } = await source('data/key.js');

const answering = (status, body) => {
  const asked = [];
  const fetch = async (path, options) => {
    asked.push([path, options]);
    return new Response(body, { status });
  };
  return { asked, control: new Control('k1', fetch) };
};

test('a call carries its request and the key', async () => {
  const { asked, control } = answering(200, '{"token":"t"}');
  assert.deepEqual(await control.call('IssueToken', { user: 'u1' }), { token: 't' });
  const [[path, { method, headers, body }]] = asked;
  assert.deepEqual([path, method, headers['Redial-Key'], body], ['/call/IssueToken', 'POST', 'k1', '{"user":"u1"}']);
});

test('a refusal is an error in the server’s words', async () => {
  await assert.rejects(answering(400, '{"message":"status: out of range"}').control.call('ArmFault'), /status: out of range/);
  await assert.rejects(answering(401, 'The key is missing\n').control.call('ListApps'), /^Error: The key is missing$/);
  await assert.rejects(answering(500, '').control.call('ListApps'), /500/);
});

test('a server that is gone is said to be', async () => {
  const control = new Control('k1', async () => {
    throw new TypeError('Failed to fetch');
  });
  await assert.rejects(control.call('ListApps'), /cannot be reached \(Failed to fetch\)/);
});

test('events are told batch by batch until the stream ends', async () => {
  const text = ':\n\nevent: events\ndata: {"events":[{"kind":"dial"}]}\n\nevent: events\ndata: {"events":[]}\n\n';
  const batches = [];
  await assert.rejects(answering(200, text).control.observe('app', (batch) => batches.push(batch.length)), /ended the stream/);
  assert.deepEqual(batches, [1, 0]);
});

test('the end of a stream tells why', async () => {
  const text = 'event: end\ndata: {"message":"there is no app"}\n\n';
  await assert.rejects(answering(200, text).control.observe('app', () => {}), /there is no app/);
});

test('events are read from pieces of any size', () => {
  const text = 'event: a\ndata: 1\n\n:\n\nevent: b\ndata: {"x":"a: b"}\n\n';
  const take = eventReader();
  const read = [...text].flatMap((character) => take(character));
  assert.deepEqual(read, [
    { event: 'a', data: '1' },
    { event: 'b', data: '{"x":"a: b"}' },
  ]);
});

// What of a window the key has to do with.
function windowAt(hash) {
  const stored = new Map();
  const shown = [];
  return {
    shown,
    location: { hash, pathname: '/' },
    sessionStorage: { getItem: (name) => stored.get(name) ?? null, setItem: (name, value) => stored.set(name, value) },
    history: { replaceState: (state, title, address) => shown.push(address) },
  };
}

test('the key leaves the address, and the tab keeps it', () => {
  const tab = windowAt('#key=abc');
  assert.equal(takeKey(tab), 'abc');
  assert.deepEqual(tab.shown, ['/']);
  tab.location.hash = '';
  assert.equal(takeKey(tab), 'abc');
  assert.equal(takeKey(windowAt('')), null);
});
