// Addresses of the page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { source } from './viewer.js';

const { linkTo, pageLink, parseRoute, playLink } = await source('ui/route.js');

test("a play's address holds any label and any id", () => {
  const id = 'token/expired [status=31020, what=50%] (tls)?#';
  const { page, client, scenario, parameters } = parseRoute(playLink('web 5.38.0 node v20/x', id, { event: 12 }));
  assert.deepEqual([page, client, scenario, parameters.get('event')], ['play', 'web 5.38.0 node v20/x', id, '12']);
});

test('the first play of a scenario needs no number', () => {
  const play = (repeat) => ({ client: { label: 'a' }, scenario: { id: 'b' }, repeat });
  assert.equal(linkTo(play(1)), '#/play/a/b');
  assert.equal(linkTo(play(3), { at: 12.5 }), '#/play/a/b?repeat=3&at=12.5');
});

test("an address that names no page is the first one's", () => {
  assert.deepEqual(
    ['', '#', '#/', '#/nonsense'].map((hash) => parseRoute(hash).page),
    Array(4).fill('scenarios'),
  );
});

test('a broken escape is taken as it stands', () => assert.equal(parseRoute('#/play/a%/b').client, 'a%'));

test('pages take parameters', () => {
  assert.equal(pageLink('findings', new URLSearchParams({ show: 'stale' })), '#/findings?show=stale');
  assert.equal(parseRoute('#/?verdict=fail').parameters.get('verdict'), 'fail');
});
