// Where events stand on the ladder's axis, and how one goes from one to the next.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { source } from './viewer.js';

const { IDLE_MS, MAX_ZOOM, MIN_ZOOM, NOTE, ROW, Rows, START, clampZoom, gapBefore } = await source('ladder/rows.js');
const { nextMarked, nextShown } = await source('ladder/steps.js');
const { tickStep } = await source('ladder/minimap.js');

const all = (times) => Int32Array.from(times, (_, i) => i);
const rowsOf = (times, { zoom = 1, notes = new Map(), shown = all(times) } = {}) =>
  new Rows(Float64Array.from(times), shown, zoom, notes);

test('events at one instant stand row by row', () => {
  assert.deepEqual(
    [...rowsOf([0, 0, 0]).tops],
    [0, ROW, 2 * ROW, 3 * ROW].map((y) => START + y),
  );
});

test('more time is more room, and idle time is no more than a gap', () => {
  const [first, short, long] = rowsOf([0, 1, 101]).tops;
  assert.ok(long - short > short - first);
  assert.equal(gapBefore(IDLE_MS, 1), gapBefore(3_600_000, 1));
  assert.deepEqual(rowsOf([0, 1, 5001]).gaps, [{ index: 2, ms: 5000, size: gapBefore(5000, 1) }]);
});

test('a note below an event moves what follows, unless there is no room for notes', () => {
  const notes = new Map([[0, 2]]);
  assert.equal(rowsOf([0, 0], { notes }).tops[1], START + ROW + 2 * NOTE);
  assert.equal(rowsOf([0, 0], { notes, zoom: 0.5 }).tops[1], START + ROW / 2);
});

test('zooming out makes rows lower, zooming in gaps larger', () => {
  assert.ok(rowsOf([0, 0], { zoom: 0.1 }).height < START + ROW);
  assert.ok(rowsOf([0, 100], { zoom: 4 }).height > rowsOf([0, 100]).height);
  assert.deepEqual([clampZoom(99), clampZoom(0), clampZoom(2)], [MAX_ZOOM, MIN_ZOOM, 2]);
});

test('the row at a height, and the height of a row, agree', () => {
  const rows = rowsOf([0, 3, 50, 5000, 5001]);
  for (let i = 0; i < 5; ++i) assert.equal(rows.indexAt(rows.yOf(i)), i);
  assert.equal(rows.indexAt(-10), 0);
  assert.equal(rows.indexAt(1e9), 4);
});

test('the time at a height, and the height of a time, agree', () => {
  const rows = rowsOf([0, 3, 50, 5000, 5001]);
  for (const ms of [0, 3, 20, 50, 2500, 5000, 5000.5]) assert.ok(Math.abs(rows.timeAt(rows.yAt(ms)) - ms) < 1e-6, `${ms}`);
  assert.equal(rows.timeAt(1e9), 5001);
});

test('a hidden event stands where the next one does', () => {
  const rows = rowsOf([0, 10, 20], { shown: Int32Array.from([0, 2]) });
  assert.equal(rows.indexOf(1), 1);
  assert.equal(rows.yOf(1), rows.tops[1]);
});

test('no events have no height and no time', () => {
  const rows = rowsOf([]);
  assert.deepEqual([rows.height, rows.timeAt(5), rows.indexAt(5)], [START, 0, 0]);
});

test('a million events stay below the height that browsers draw', () => {
  const times = Float64Array.from({ length: 1_000_000 }, (_, i) => i * 399);
  const rows = new Rows(times, all(times), MAX_ZOOM, new Map());
  assert.ok(rows.height < 16_000_000, `${rows.height}`);
});

test('the next shown event, and the ends', () => {
  const shown = Int32Array.from([2, 5, 9]);
  assert.deepEqual(
    [
      [2, 1],
      [5, -1],
      [4, 1],
      [4, -1],
      [9, 1],
      [2, -1],
      [-1, 1],
    ].map(([from, way]) => nextShown(shown, from, way)),
    [5, 2, 5, 2, 9, 2, 2],
  );
});

test('the next marked event, or none', () => {
  assert.deepEqual(
    [
      [3, 1],
      [7, 1],
      [7, -1],
      [3, -1],
      [-1, 1],
      [Infinity, -1],
    ].map(([from, way]) => nextMarked([3, 7], from, way)),
    [7, undefined, 3, undefined, 3, 7],
  );
});

test('an axis has round steps with room for their labels', () => {
  assert.deepEqual([tickStep(15_000, 900), tickStep(300_000, 900), tickStep(3, 900)], [2000, 50_000, 0.5]);
});
