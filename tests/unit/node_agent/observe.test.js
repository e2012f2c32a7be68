// Stamps, batches, nesting and redaction of events.
'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { shared } = require('./node_agent');

const { MAX_DETAIL, Observer } = shared('client/observe');

// What an observer has sent after `act(observer)` and a flush.
function observed(act) {
  const batches = [];
  const observer = new Observer((batch) => batches.push(batch));
  act(observer);
  observer.flush();
  return batches.flat();
}

const detailOf = (secrets, detail) => observed((observer) => {
  for (const secret of secrets) observer.keepSecret(secret);
  observer.app('client-log', { detail });
})[0].detail;

test('events of one turn travel in one batch', async () => {
  const batches = [];
  const observer = new Observer((batch) => batches.push(batch));
  for (let i = 0; i < 3; i += 1) observer.app('client-log');
  await new Promise(setImmediate);
  assert.deepEqual(batches.map((batch) => batch.length), [3]);
});

test('an event that brings its time keeps it', () => {
  const [{ atNs }] = observed((observer) => observer.wire('dial', 1, { atNs: '12' }));
  assert.equal(atNs, '12');
});

test('an event is stamped with the monotonic clock and its client', () => {
  const before = process.hrtime.bigint();
  const [event] = observed((observer) => {
    observer.client = 'alice';
    observer.app('status');
  });
  assert.ok(BigInt(event.atNs) >= before && BigInt(event.atNs) <= process.hrtime.bigint());
  assert.equal(event.client, 'alice');
});

test('nesting counts the callbacks that an event happens in', () => {
  const nesting = observed((observer) => {
    observer.app('call');
    observer.callback(() => {
      observer.app('status');
      observer.callback(() => observer.app('message'));
    });
  }).map((event) => event.nesting);
  assert.deepEqual(nesting, [0, 1, 2]);
});

test('a callback that throws is off the stack', () => {
  const [event] = observed((observer) => {
    assert.throws(() => observer.callback(() => { throw new Error('in a callback'); }));
    observer.app('status');
  });
  assert.equal(event.nesting, 0);
});

test('epochs count dials from 1', () => {
  const observer = new Observer(() => {});
  assert.equal(observer.nextEpoch, 1);
  assert.equal(observer.beginEpoch(), 1);
  assert.equal(observer.nextEpoch, 2);
});

test('a secret is replaced, as it is and as URLs carry it', () => {
  assert.equal(detailOf(['a+b/c='], 'token a+b/c= or a%2Bb%2Fc%3D'), 'token <redacted> or <redacted>');
});

test('the part of a token before its "@" is a secret too', () => {
  assert.equal(detailOf(['head@nav.example'], 'head@nav.example, head@'), '<redacted>, <redacted>@');
});

test('a secret that holds another one is replaced as a whole', () => {
  assert.equal(detailOf(['key', 'key-2'], 'key-2 key'), '<redacted> <redacted>');
});

test('an empty or blank secret hides nothing', () => {
  assert.equal(detailOf(['', ' '], 'a b'), 'a b');
});

test('a token with characters of a pattern is taken literally', () => {
  assert.equal(detailOf(['a.(b)*$'], 'a.(b)*$ axbb'), '<redacted> axbb');
});

test('half a surrogate pair becomes a character that has a UTF-8 form', () => {
  assert.equal(detailOf([], '\ud83d'), '\ufffd');
});

test('a detail is cut at its limit', () => {
  assert.equal(detailOf([], 'x'.repeat(MAX_DETAIL + 1)).length, MAX_DETAIL);
});
