// A play's events out of the run's columns.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runOf } from './run_builder.js';
import { source } from './viewer.js';

const { Run } = await source('data/run.js');
const { PlayEvents } = await source('data/events.js');

const FIRST = [
  [0, 'run', 'run-started'],
  [5.25, 'app', 'call', { client: 'alice', name: 'connect', call: 1 }],
];
const SECOND = [
  [1, 'run', 'run-started', { sequence: 4 }],
  [1, 'wire', 'dial', { sequence: 9, client: 'bob', epoch: 2, detail: 'ws' }],
  [300.5, 'app', 'result', { sequence: 7, client: 'bob', code: 0, user: 'bob' }],
];

function open(change = () => {}) {
  const data = runOf([
    { scenario: 'a/one', events: FIRST },
    { scenario: 'a/two', events: SECOND },
  ]);
  change(data);
  const run = new Run(data);
  return run.plays.map((play) => new PlayEvents(run, play));
}

test('times are added up from the beginning of each play', () => {
  const [, second] = open();
  assert.deepEqual([...second.times], [1, 1, 300.5]);
  assert.equal(second.endMs, 300.5);
});

test('a run that says its unit of time is read in it', () => {
  const [first] = open((data) => {
    data.events.unit_us = 1000;
  });
  assert.deepEqual([...first.times], [0, 525]);
});

test('an event has its words, and nothing where the run has nothing', () => {
  const [, second] = open();
  const { lane, kind, client, epoch, call, detail, status, code } = second.at(1);
  assert.deepEqual([lane, kind, client, epoch, call, detail, status, code], ['wire', 'dial', 'bob', 2, 0, 'ws', '', null]);
});

test('code 0 is a code', () => {
  assert.equal(open()[1].at(2).code, 0);
});

test('events are found by their sequence number, whatever their order', () => {
  const [, second] = open();
  assert.deepEqual(
    [4, 9, 7, 5].map((sequence) => second.positionOf(sequence)),
    [0, 1, 2, -1],
  );
});

test('without a column of sequence numbers they count from 1 in each play', () => {
  const [, second] = open((data) => {
    delete data.events.sequence;
  });
  assert.deepEqual(
    [0, 1, 3, 4].map((sequence) => second.positionOf(sequence)),
    [-1, 0, 2, -1],
  );
  assert.equal(second.at(2).sequence, 3);
});

test('the event at a time is the last one that has come by then', () => {
  const [, second] = open();
  assert.deepEqual(
    [0, 1, 299, 300.5, 9999].map((ms) => second.positionAt(ms)),
    [0, 1, 1, 2, 2],
  );
});

test('a frame is the one that its event names', () => {
  const [, second] = open((data) => {
    data.frames = [{ hex: '8200', fields: [] }];
    data.events.frame = [null, null, null, 0];
  });
  assert.equal(second.frame(1).hex, '8200');
  assert.equal(second.frame(0), undefined);
});

test('columns that a run lacks are empty', () => {
  const [first] = open((data) => {
    delete data.events.thread;
    delete data.events.nesting;
  });
  assert.deepEqual([first.at(1).thread, first.at(1).nesting], ['', 0]);
});
