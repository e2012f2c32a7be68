// Events, times, connections and faults as the page words them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { source } from './page.js';

const { MAX_EVENTS, directionOf, ofConnection, readEvent, withMore } = await source('data/events.js');
const { ahead, day, fromNow, preciseTime, timeOfDay } = await source('data/times.js');
const { clientText, fateOf, isOpen, toldText } = await source('data/connections.js');
const { byFamily, requestOf, scopeText, statusText, statusesOf } = await source('data/fault_form.js');

// ---- events ----

test('an event gets the time of day from the clock beside it', () => {
  const clock = { atNs: '5000000000', serverUnixMs: '1795000000000' };
  const event = readEvent({ atNs: '4250000000', kind: 'server-sent', frame: { format: 'web/3', bytes: 'IAAE' } }, clock);
  assert.equal(event.unixMs, 1_794_999_999_250);
  assert.deepEqual([event.code, event.hex], [null, '200004']);
});

test('a list of events grows at its end, and forgets its beginning', () => {
  const list = withMore([], [{ kind: 'a' }, { kind: 'b' }]);
  assert.deepEqual(withMore(list, [{ kind: 'c' }]).at(-1), { kind: 'c', number: 3 });
  const long = withMore(list, Array.from({ length: MAX_EVENTS }, () => ({ kind: 'x' })));
  assert.deepEqual([long.length, long[0].number], [MAX_EVENTS, 3]);
});

test('the wire of a connection is what has its number', () => {
  assert.equal(ofConnection([{ epoch: 1 }, { epoch: 0 }, { epoch: 2 }, { epoch: 1 }], 1).length, 2);
});

test('only messages have a direction', () => {
  assert.deepEqual(['server-received', 'server-sent', 'server-login'].map((kind) => directionOf({ kind })), ['from', 'to', '']);
});

// ---- times ----

test('times of day are exact where it matters', () => {
  const ms = Date.UTC(2026, 10, 22, 14, 3, 59, 71);
  assert.deepEqual(
    [timeOfDay(ms, 'UTC'), preciseTime(ms, 'UTC'), day(ms, 'UTC')],
    ['14:03:59', '14:03:59.071', '22 Nov 2026'],
  );
});

test('spans are told from now', () => {
  assert.equal(fromNow(10_000, 10_200), 'now');
  assert.equal(fromNow(70_000, 10_000), 'in 60 s');
  assert.equal(fromNow(10_000, 10_700), '700 ms ago');
  assert.equal(fromNow(0, 3_600_000), '1 h ago');
});

test('a clock is ahead or behind', () => {
  assert.deepEqual([ahead(3_600_000), ahead(-30_000), ahead(0)], ['1 h ahead', '30 s behind', '']);
});

// ---- connections ----

const REFUSED = { phase: 'ended', told: { message: 'CONNACK', status: 4, code: 31004, meaning: 'token incorrect' } };

test('what the client was told comes with its code and meaning', () => {
  assert.equal(toldText(REFUSED), 'CONNACK 4 → 31004: token incorrect');
  const unknown = { told: { message: 'CONNACK', status: 99, code: 0, meaning: '' } };
  assert.equal(toldText(unknown), 'CONNACK 99: in no table of the vendor');
  assert.equal(toldText({ told: { message: 'CONNACK', status: 0, code: 0, meaning: 'logged in' } }), '');
  assert.equal(toldText({}), '');
});

test('a login that was refused stays refused when it has ended', () => {
  assert.equal(fateOf(REFUSED)[0], 'refused');
  assert.equal(fateOf({ phase: 'ended', told: { message: 'CONNACK', status: 0 } })[0], 'ended');
  assert.deepEqual([isOpen(REFUSED), isOpen({ phase: 'online' })], [false, true]);
});

test('the client is told by what it said of itself', () => {
  assert.equal(
    clientText({ platform: 'browser', sdkVersion: '5.38.0', dialect: 'web', tls: true }),
    'browser, SDK 5.38.0, web over TLS',
  );
  assert.equal(clientText({ platform: '', sdkVersion: '', dialect: 'native', tls: false }), 'native');
});

// ---- faults ----

const KINDS = [
  { name: 'reset', family: 'TCP', takes: ['moment', 'after'], needs: [], statuses: [] },
  { name: 'delay', family: 'TCP', takes: ['by', 'direction'], needs: ['by'], statuses: [] },
  {
    name: 'connack-status',
    family: 'Protocol',
    takes: ['status', 'times'],
    needs: ['status'],
    statuses: [{ status: 4, code: 31004, meaning: 'token incorrect' }],
  },
];

test('kinds stand by family', () => {
  assert.deepEqual(
    byFamily(KINDS).map(([family, kinds]) => [family, kinds.length]),
    [['TCP', 2], ['Protocol', 1]],
  );
});

test('a request has what was typed and the kind takes', () => {
  const values = { by: '1.5', moment: 'now', status: '4', user: 'alice', last: '2', lasts: '' };
  assert.deepEqual(requestOf(KINDS[0], values), { kind: 'reset', moment: 'now', user: 'alice', last: 2 });
  assert.deepEqual(requestOf(KINDS[1], values), { kind: 'delay', byUs: '1500000', user: 'alice', last: 2 });
  assert.equal(requestOf(KINDS[2], values).status, 4);
});

test('statuses are explained where there is a table', () => {
  assert.equal(statusText(statusesOf(KINDS, 'connack-status')[0]), '4 → 31004: token incorrect');
  assert.deepEqual(statusesOf(KINDS, 'nothing'), []);
});

test('what is armed is told without its defaults', () => {
  const fault = { direction: 'both', plane: 'chat', moment: 'login', afterUs: '0', user: '', first: 1, last: 0 };
  assert.equal(scopeText(fault), '');
  assert.equal(
    scopeText({ ...fault, byUs: '2000000', direction: 'to-client', user: 'alice', last: 3, lastsUs: '500000' }),
    'by 2 s, to-client, of alice, connections 1–3, for 0.5 s',
  );
});
