// Annotations from a junit.xml that `redial run` has written, and from ones that are larger.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');

const { ROOT } = require('./files');
const annotate = require('../../../examples/ci/github/action/annotate');

// What is told of a file, as [kind, message, title].
function told(file) {
  const list = [];
  const note = (kind) => (message, { title }) => list.push([kind, message, title]);
  annotate({ core: { error: note('error'), warning: note('warning') }, file });
  return list;
}

function toldOf(t, xml) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'redial-ci-'));
  t.after(() => fs.rmSync(folder, { recursive: true }));
  fs.writeFileSync(path.join(folder, 'junit.xml'), xml);
  return told(path.join(folder, 'junit.xml'));
}

test('each failure of a real file is told with its scenario, its client and its first words', () => {
  const errors = told(path.join(ROOT, 'tests/golden/expected/junit.xml')).filter(([kind]) => kind === 'error');
  assert.equal(errors[0][2], 'token/expired · rongcloud-web 5.38.0 (web, node v20.20.2)');
  assert.match(errors[0][1], /^expect-1: the code was 31020: .* <expired> & "done" \]\]> /);
});

test('of many failures nine are told, and how many more there are', (t) => {
  const one = '<testcase name="a&#x20;b" classname="c"><failure message="m"/></testcase>';
  const list = toldOf(t, `<testsuite>${one.repeat(30)}</testsuite>`);
  assert.equal(list.length, 10);
  assert.deepEqual(list[0], ['error', 'm', 'a b · c']);
  assert.match(list[9][1], /^and 21 more/);
});

test('a case that passed before one that failed does not take its failure', (t) => {
  const good = '<testcase name="good" classname="c" />';
  const list = toldOf(t, `${good}<testcase name="bad" classname="c"><failure message="m">x</failure></testcase>`);
  assert.deepEqual(list, [['error', 'm', 'bad · c']]);
});

test('a run that left no file is told nothing of', () => assert.deepEqual(told(''), []));
