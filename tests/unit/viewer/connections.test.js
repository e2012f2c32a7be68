// Connections, spans and rows of the ladder.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runOf } from './run_builder.js';
import { source } from './viewer.js';

const { Run } = await source('data/run.js');
const { PlayEvents } = await source('data/events.js');
const { marksOf } = await source('data/checks.js');
const { connectionsOf } = await source('ladder/connections.js');
const { assignSlots, phasesOf, spansOf } = await source('ladder/spans.js');
const { Scene } = await source('ladder/scene.js');

function eventsOf(events) {
  const run = new Run(runOf([{ scenario: 'a/b', events }]));
  return new PlayEvents(run, run.plays[0]);
}

const dial = (at, client, epoch = 1) => [at, 'wire', 'dial', { client, epoch }];
const opened = (at, client, epoch = 1) => [at, 'wire', 'socket-opened', { client, epoch }];
const closed = (at, client, epoch = 1) => [at, 'wire', 'socket-closed', { client, epoch }];
const failed = (at, client, epoch = 1) => [at, 'wire', 'socket-failed', { client, epoch }];
const accepted = (at, epoch) => [at, 'server', 'server-accepted', { epoch }];
const login = (at, epoch, user) => [at, 'server', 'server-login', { epoch, user, code: 0 }];
const online = (at, client, user) => [at, 'app', 'result', { client, user, name: 'connect', call: 1, code: 0 }];

// "alice 1 <> 1": the client's dial and the server's connection that belong together.
const matched = (events) =>
  connectionsOf(eventsOf(events)).client.map((side) => `${side.client} ${side.epoch} <> ${side.peer?.epoch}`);

test('a connection lasts from its dial to its close', () => {
  const [side] = connectionsOf(
    eventsOf([dial(1, 'alice'), opened(2, 'alice'), closed(9, 'alice'), [10, 'run', 'run-ended']]),
  ).client;
  assert.deepEqual([side.from, side.opened, side.to, side.toldEnd, side.failed], [0, 1, 2, true, false]);
});

test('one whose end was not told lasts to the end of the play', () => {
  const [side] = connectionsOf(eventsOf([dial(1, 'alice'), opened(2, 'alice'), [10, 'run', 'run-ended']])).client;
  assert.deepEqual([side.to, side.toldEnd], [2, false]);
});

test('a refused dial never opens', () => {
  const [side] = connectionsOf(eventsOf([dial(1, 'alice'), failed(2, 'alice')])).client;
  assert.deepEqual([side.opened, side.to, side.failed], [-1, 1, true]);
});

test('the death of a client ends its connections', () => {
  const [side] = connectionsOf(
    eventsOf([dial(1, 'alice'), opened(2, 'alice'), [3, 'app', 'client-crashed', { client: 'alice' }], [9, 'run', 'run-ended']]),
  ).client;
  assert.equal(side.to, 2);
});

test('an acceptance between a dial and its opening belongs to it', () => {
  assert.deepEqual(matched([dial(1, 'alice'), accepted(2, 1), opened(3, 'alice')]), ['alice 1 <> 1']);
});

test('also where the two processes do not quite agree on the time', () => {
  assert.deepEqual(matched([accepted(1, 1), dial(14, 'alice'), opened(15, 'alice')]), ['alice 1 <> 1']);
});

test('also where the connection then failed', () => {
  assert.deepEqual(matched([dial(1, 'alice'), accepted(2, 1), failed(3, 'alice')]), ['alice 1 <> 1']);
});

test('of several dials it is the nearest', () => {
  assert.deepEqual(
    matched([dial(1, 'alice', 1), dial(50, 'alice', 2), accepted(51, 1), opened(52, 'alice', 2), opened(53, 'alice', 1)]),
    ['alice 1 <> undefined', 'alice 2 <> 1'],
  );
});

test('two clients that dial together are told apart by their users', () => {
  const both = [
    dial(1, 'alice'),
    dial(1, 'bob'),
    accepted(2, 1),
    accepted(2, 2),
    opened(3, 'alice'),
    opened(3, 'bob'),
    login(4, 1, 'B'),
    login(4, 2, 'A'),
  ];
  assert.deepEqual(matched([...both, online(5, 'alice', 'A'), online(5, 'bob', 'B')]), ['alice 1 <> 2', 'bob 1 <> 1']);
});

test('and where nothing tells them apart nothing is said', () => {
  const both = [dial(1, 'one'), dial(1, 'two'), accepted(2, 1), opened(3, 'one'), opened(3, 'two'), login(4, 1, 'A')];
  assert.deepEqual(matched([...both, online(5, 'one', 'A'), online(5, 'two', 'A')]), [
    'one 1 <> undefined',
    'two 1 <> undefined',
  ]);
});

const CALL = { client: 'alice', name: 'connect', call: 1 };
const STORY = [
  [0, 'run', 'step-started', { name: 'step-1' }],
  [1, 'app', 'call', CALL],
  [2, 'app', 'status', { client: 'alice', status: 'connecting' }],
  [3, 'wire', 'navigation-requested', { client: 'alice' }],
  [4, 'wire', 'navigation-answered', { client: 'alice', code: 200 }],
  [5, 'app', 'status', { client: 'alice', status: 'connected' }],
  [6, 'app', 'result', { ...CALL, code: 0 }],
  [7, 'run', 'wait-timed-out', { name: 'step-1' }],
  [8, 'fault', 'fault-armed', { name: 'fault-1', detail: 'reset' }],
];

test('what lasts is found from its beginning to its end', () => {
  const spans = spansOf(eventsOf(STORY));
  const ends = Object.fromEntries(
    Object.entries(spans).map(([name, all]) => [name, all.map(({ from, to, isOver }) => [from, to, isOver])]),
  );
  assert.deepEqual(ends, {
    calls: [[1, 6, true]],
    statuses: [
      [2, 5, true],
      [5, 8, false],
    ],
    steps: [[0, 7, true]],
    faults: [[8, 8, false]],
    navigation: [[3, 4, true]],
  });
  assert.equal(spans.steps[0].outcome, 'timed-out');
});

test('spans side by side have columns of their own', () => {
  const spans = [
    { from: 0, to: 5 },
    { from: 1, to: 2 },
    { from: 3, to: 9 },
    { from: 6, to: 7 },
  ];
  assert.equal(assignSlots(spans), 2);
  assert.deepEqual(
    spans.map(({ slot }) => slot),
    [0, 1, 1, 0],
  );
});

test('phases follow each other from the loss, without those that took no time', () => {
  const reconnect = { client: 'alice', lost_at_ms: 100, phases: { notice: 1, backoff: 0, dial: 4, login: 5 } };
  assert.deepEqual(
    phasesOf([reconnect]).map(({ name, fromMs, toMs }) => [name, fromMs, toMs]),
    [
      ['notice', 100, 101],
      ['dial', 101, 105],
      ['login', 105, 110],
    ],
  );
  assert.deepEqual(phasesOf(undefined), []);
});

const sceneOf = (events) => {
  const all = eventsOf(events);
  return new Scene(all, marksOf(all, []), []);
};

test('an event knows its other end', () => {
  const { partners } = sceneOf(STORY);
  assert.deepEqual([partners.get(1), partners.get(6), partners.get(3), partners.get(2)], [6, 1, 4, undefined]);
});

test("events are hidden by lane, by kind and by client, the server's with the client that they belong to", () => {
  const scene = sceneOf([
    dial(1, 'alice'),
    dial(2, 'bob', 1),
    accepted(30, 1),
    opened(31, 'bob'),
    login(32, 1, 'B'),
    [33, 'app', 'status', { client: 'alice' }],
    online(34, 'bob', 'B'),
  ]);
  const none = { lanes: new Set(), kinds: new Set(), clients: new Set() };
  const shown = (hidden) => [...scene.shown({ ...none, ...hidden })];
  assert.deepEqual(scene.clients, ['alice', 'bob']);
  assert.deepEqual(shown({ lanes: new Set(['wire']) }), [2, 4, 5, 6]);
  assert.deepEqual(shown({ kinds: new Set(['dial']) }), [2, 3, 4, 5, 6]);
  assert.deepEqual(shown({ clients: new Set(['alice']) }).includes(0), false);
  assert.equal(scene.peerIndex(scene.events.at(4)), 1);
  assert.deepEqual(shown({ clients: new Set(['bob']) }), [0, 5]);
});
