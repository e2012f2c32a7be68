// The report of a client's process, line by line, and the wire events that it becomes.
'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { shared } = require('../node_agent/node_agent');
const { source } = require('./native_agent');

const { Observer } = shared('client/observe');
const { Wire } = source('wire');

// The events of a report, as "kind epoch detail".
function read(...lines) {
  const events = [];
  const observer = new Observer((batch) => events.push(...batch));
  const wire = new Wire(observer);
  for (const line of lines) wire.read(line);
  observer.flush();
  return events;
}

const story = (...lines) => read(...lines).map(({ kind, epoch, code, detail }) => [kind, epoch, code, detail].join(' ').trim());

test('an event has the time of its line', () => {
  const [{ atNs, lane }] = read('12 dial 1 127.0.0.1:9301');
  assert.deepEqual([atNs, lane], ['12', 'wire']);
});

for (const [line, event] of [
  ['opened 1', 'socket-opened 1'],
  ['failed 1 ECONNREFUSED', 'socket-failed 1  ECONNREFUSED'],
  ['given-up 1', 'socket-failed 1  given up by the client'],
  ['closed 1 peer', 'socket-closed 1  closed by peer'],
  ['closed 1 reset ECONNRESET', 'socket-closed 1  ECONNRESET'],
  ['closed 1 local', 'socket-closed 1  closed by the client'],
]) {
  test(`"${line}" is "${event}"`, () => {
    assert.deepEqual(story('1 dial 1 127.0.0.1:9301', `2 ${line}`), ['dial 1  tcp 127.0.0.1:9301', event]);
  });
}

test('every dial begins an epoch, and a request belongs to the dial that it prepares', () => {
  assert.deepEqual(story(
    '1 navigation-requested 1 http://127.0.0.1:9300/v2/navi.json', '2 navigation-answered 1 200', '3 dial 1 127.0.0.1:9301',
    '4 failed 1 ECONNREFUSED', '5 navigation-requested 2 http://127.0.0.1:9300/v2/navi.json',
    '6 navigation-failed 2 socket hang up', '7 dial 2 [::1]:9301',
  ), [
    'navigation-requested 1  http://127.0.0.1:9300/v2/navi.json', 'navigation-answered 1 200', 'dial 1  tcp 127.0.0.1:9301',
    'socket-failed 1  ECONNREFUSED', 'navigation-requested 2  http://127.0.0.1:9300/v2/navi.json',
    'navigation-failed 2  socket hang up', 'dial 2  tcp [::1]:9301',
  ]);
});

for (const [url, address] of [
  ['http://127.0.0.1:9300/v2/navi.json', '127.0.0.1:9300'],
  ['http://[::1]:9300/v2/navi.json', '[::1]:9300'],
  ['http://localhost/v2/navi.json', '127.0.0.1:80'],
  ['https://127.0.0.1/v2/navi.json', '127.0.0.1:443'],
]) {
  test(`a connection to ${address} that asks ${url} is none to chat`, () => {
    const connection = [`2 dial 1 ${address}`, '3 opened 1', '4 closed 1 peer'];
    const [, ...told] = story(`1 navigation-requested 1 ${url}`, ...connection, '5 dial 2 127.0.0.1:9');
    assert.deepEqual(told, ['dial 1  tcp 127.0.0.1:9']);
  });
}

test('what another thread reports before the dial is told after it', () => {
  assert.deepEqual(story('2 opened 1', '1 dial 1 127.0.0.1:9301'), ['dial 1  tcp 127.0.0.1:9301', 'socket-opened 1']);
});

test('lost lines are said to be lost', () => {
  assert.deepEqual(story('1 lost 7'), ['client-log   7 events of sockets were lost']);
});

test('a mark is read once everything before it is told, and is no event', async () => {
  const events = [];
  const observer = new Observer((batch) => events.push(...batch));
  const wire = new Wire(observer);
  const { number, isRead } = wire.expectMark();
  wire.read('1 dial 1 127.0.0.1:9301');
  wire.read(`2 mark ${number}`);
  await isRead;
  observer.flush();
  assert.deepEqual(events.map(({ kind }) => kind), ['dial']);
});
