// The corpus and its labels belong together: every file has its label, every label its file, and both are of the right form.
// What a doctor makes of them is tested elsewhere.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { hasHarShape, readCorpus } = require('./corpus');
const { decide } = require('./maker/decisions');
const { formOf, holdings } = require('./maker/records');
const { situations } = require('./maker/situations');

const CORPUS = path.join(__dirname, 'corpus');
const LEAST_ARTEFACTS = 120;
const LEAST_CAUSES = 14;
const MAX_FILE = 60_000;  // bytes
const MAX_ALL = 6_000_000;
const KINDS = ['har', 'console-log', 'capture', 'saved-run', 'other'];

const SCRATCH = /\/redial-corpus-/;  // a folder of the maker's

const { labels, files } = readCorpus(CORPUS);
const whole = labels.filter(({ damaged }) => !damaged);

test('there are enough artefacts of enough causes', () => {
  assert.ok(labels.length >= LEAST_ARTEFACTS, `${labels.length} artefacts`);
  const decided = new Set(whole.filter(({ decides }) => decides).map(({ cause }) => cause));
  assert.ok(decided.size >= LEAST_CAUSES, `${decided.size} causes that an artefact decides`);
});

test('kinds, and those that decide and those that do not, are mixed', () => {
  for (const kind of KINDS.slice(0, 4)) {
    assert.ok(whole.filter((label) => label.kind === kind).length >= 15, kind);
  }
  assert.ok(whole.filter(({ decides }) => !decides).length >= 30);
  assert.ok(labels.filter(({ damaged }) => damaged).length >= 20);
});

test('every file has one label, and every label a file', () => {
  const labelled = labels.flatMap(({ file, key_log: keys }) => (keys ? [file, keys] : [file]));
  assert.deepEqual([...labelled].sort(), files.filter((file) => file !== 'labels.json'));
});

test('files are small', () => {
  const sizes = files.map((file) => [file, fs.statSync(path.join(CORPUS, file)).size]);
  for (const [file, size] of sizes) assert.ok(size < MAX_FILE || file === 'labels.json', `${file} has ${size} bytes`);
  assert.ok(sizes.reduce((sum, [, size]) => sum + size, 0) < MAX_ALL);
});

test('labels of played situations are what the maker now makes', () => {
  const known = new Map(labels.map((label) => [label.file, label]));
  for (const { situation, how, record } of allRecords()) {
    const { folder, ending, kind } = formOf(record, how);
    const { cause, note, open } = situation;
    const made = { kind, cause, ...decide(cause, open(holdings(record, how, situation))), note };
    const label = known.get(path.join(folder, `${situation.name}${ending}`));
    assert.ok(label, `${situation.name} has no ${record} of ${how.host}`);
    assert.deepEqual(Object.fromEntries(Object.keys(made).map((name) => [name, label[name]])), made, label.file);
  }
});

test('no file tells where it was made', () => {
  for (const file of files) assert.doesNotMatch(fs.readFileSync(path.join(CORPUS, file), 'latin1'), SCRATCH, file);
});

for (const label of labels) {
  test(`the label of ${label.file} is complete`, () => {
    assert.ok(KINDS.includes(label.kind));
    assert.match(label.cause, /^[a-z-]+$/);
    assert.equal(typeof label.decides, 'boolean');
    assert.ok(label.decides ? label.also.length === 0 : label.also.length > 0 || label.damaged, 'decides and also agree');
    assert.ok(!label.also.includes(label.cause));
    assert.ok(label.note && label.made_by);
    const isOurs = !['saved-run', 'other'].includes(label.kind);
    assert.ok(!isOurs || label.secrets.length >= 2, 'an AppKey and its secret at least');
  });
}

for (const { file, secrets } of whole.filter(({ kind }) => kind === 'har')) {
  test(`${file} is a HAR, and its AppKeys and tokens are labelled as secrets`, () => {
    const har = JSON.parse(fs.readFileSync(path.join(CORPUS, file), 'utf8'));
    assert.deepEqual(hasHarShape(har), []);
    for (const { request } of har.log.entries) {
      const presented = new URL(request.url).searchParams;
      const key = request.headers.find(({ name }) => /^(rc-appkey|app-key)$/i.test(name))?.value ?? presented.get('appId');
      const token = presented.get('token')?.trim();
      for (const text of [key, token].filter(Boolean)) assert.ok(secrets.some((one) => one.startsWith(text)), request.url);
    }
  });
}

function allRecords() {
  return situations.flatMap((situation) => situation.plays.flatMap((how) => {
    return how.records.map((record) => ({ situation, how, record }));
  }));
}
