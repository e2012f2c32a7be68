// Words and numbers as they are shown.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { source } from './viewer.js';

const { change, count, counted, date, duration, instant, share, shortDate, tick } = await source('data/format.js');
const { printable } = await source('data/printable.js');
const { hexLines } = await source('data/hex.js');
const { sentenceOf, wordsOf } = await source('ladder/words.js');

test('durations have three digits that matter, in the unit that suits them', () => {
  const shown = [0, 0.031, 9.87, 12.44, 820, 999.6, 1240, 75_000, 301_000, 3_661_000].map(duration);
  assert.deepEqual(shown, [
    '0 ms',
    '0.03 ms',
    '9.87 ms',
    '12.4 ms',
    '820 ms',
    '1.00 s',
    '1.24 s',
    '75.0 s',
    '5 min 1 s',
    '1 h 1 min 1 s',
  ]);
});

test('differences have a sign', () => assert.deepEqual([change(1240), change(-3), change(0)], ['+1.24 s', '−3.00 ms', '+0 ms']));
test('ticks of an axis are round', () =>
  assert.deepEqual([0, 0.5, 200, 1000, 90_000].map(tick), ['0', '0.5 ms', '200 ms', '1 s', '90 s']));
test('instants are seconds', () => assert.deepEqual([instant(2412.03), instant(2412.03, 5)], ['2.412', '2.41203']));
test('shares are percentages', () =>
  assert.deepEqual([share(1), share(0.5), share(0.012), share(0)], ['100 %', '50 %', '1.2 %', '0 %']));
test('counts', () => assert.deepEqual([count(221018), counted(1, 'play'), counted(2, 'play')], ['221,018', '1 play', '2 plays']));

test('dates of an axis are short', () => {
  assert.deepEqual([shortDate(Date.UTC(2026, 10, 2)), shortDate(Date.UTC(2026, 10, 2, 6))], ['2 Nov', '2 Nov 06:00']);
});

test('dates are UTC, and what is none is shown as it is', () => {
  assert.equal(date('2026-11-22T20:15:26Z'), '22 Nov 2026, 20:15 UTC');
  assert.equal(date('yesterday'), 'yesterday');
});

for (const [what, text, shown] of [
  ['line breaks', 'a\nb\tc\r', 'a\\nb\\tc\\r'],
  ['control characters', '\u001b[31m\u0000\u007f\u009b', '\\u{1b}[31m\\u{0}\\u{7f}\\u{9b}'],
  ['changes of direction', 'safe\u202eexe.txt\u2066', 'safe\\u{202e}exe.txt\\u{2066}'],
  ['what has no width', 'a\u200bb\ufeff', 'a\\u{200b}b\\u{feff}'],
  ['half a pair', 'a\ud800b\udc00', 'a\\u{d800}b\\u{dc00}'],
]) {
  test(`${what} become visible`, () => assert.equal(printable(text), shown));
}

test('ordinary text of any language, and pairs, stay as they are', () => {
  assert.equal(printable('融云 <b>é</b> 𝒳'), '融云 <b>é</b> 𝒳');
});

test('bytes are dumped eight to a line', () => {
  assert.deepEqual(hexLines('827e001c526564696100'), [
    '0000  82 7e 00 1c 52 65 64 69  .~..Redi',
    '0008  61 00                    a.',
  ]);
  assert.deepEqual(hexLines(''), []);
});

const event = (kind, more = {}) => ({
  kind,
  client: 'alice',
  name: '',
  detail: '',
  status: '',
  user: '',
  token: '',
  code: null,
  epoch: 0,
  call: 0,
  ...more,
});

test('a result tells its code, good or bad', () => {
  assert.deepEqual(wordsOf(event('result', { name: 'connect', code: 31004 })).slice(0, 2), [
    ['connect →', 'strong'],
    ['31004', 'bad'],
  ]);
  assert.equal(wordsOf(event('result', { name: 'connect', code: 0 }))[1][1], 'good');
});

test("a status is told once, and in the client's word where that is another", () => {
  assert.equal(sentenceOf(event('status', { status: 'connected', name: 'CONNECTED' })), 'connected');
  assert.equal(
    sentenceOf(event('status', { status: 'disconnected', name: 'onDisconnected', code: 31004 })),
    'disconnected 31004 onDisconnected',
  );
});

test('a refusal that the server sent is bad; a farewell of the client is not', () => {
  const tone = (kind, name) => wordsOf(event(kind, { name }))[0][1];
  assert.deepEqual(
    [tone('server-sent', 'CONNACK 4'), tone('server-sent', 'CONNACK 0'), tone('server-received', 'DISCONNECT 4')],
    ['bad', 'plain', 'plain'],
  );
});

test('a kind that nobody has met is told by its name and what it carries', () => {
  assert.equal(sentenceOf(event('new-kind', { name: 'x', code: 3, detail: 'y' })), 'new kind x 3 y');
});
