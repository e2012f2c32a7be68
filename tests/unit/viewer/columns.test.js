// Events by shape become the plain columns that they were.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runOf } from './run_builder.js';
import { source } from './viewer.js';

const { plainColumns } = await source('data/columns.js');

const BY_SHAPE = {
  unit_us: 10,
  shapes: { lane: [0, 2], kind: [1, 3], code: [null, 200], detail: [0, 1] },
  shape: [1, 0, 1, 0],
  at: [20, 40, 10, 30],
  detail: [7, 8],
};

test('each event has what its shape says', () => {
  const { lane, kind, code } = plainColumns(BY_SHAPE);
  assert.deepEqual([lane, kind, code], [[2, 0, 2, 0], [3, 1, 3, 1], [200, null, 200, null]]);
});

test('times and details go back to the events that they are of', () => {
  const { at, detail } = plainColumns(BY_SHAPE);
  assert.deepEqual(at, [10, 20, 30, 40]);
  assert.deepEqual(detail, [7, 0, 8, 0]);
});

test('a frame goes back to its event, and others have none', () => {
  const shapes = { ...BY_SHAPE.shapes, frame: [1, 0] };
  assert.deepEqual(plainColumns({ ...BY_SHAPE, shapes, frame: [4, 0] }).frame, [null, 4, null, 0]);
});

test('nothing of the form itself is left, and the unit of time stays', () => {
  assert.deepEqual(Object.keys(plainColumns(BY_SHAPE)).sort(), ['at', 'code', 'detail', 'kind', 'lane', 'unit_us']);
});

test('a run without events has empty columns', () => {
  const empty = { unit_us: 10, shapes: { kind: [], detail: [] }, shape: [], at: [], detail: [] };
  assert.deepEqual(plainColumns(empty), { unit_us: 10, kind: [], at: [], detail: [] });
});

test('columns that are plain already stay as they are', () => {
  const { events } = runOf([{ scenario: 'a/one', events: [[0, 'run', 'run-started']] }]);
  assert.equal(plainColumns(events), events);
});
