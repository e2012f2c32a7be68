// examples/ci/play.sh: what it calls redial with, what it leaves, and how it ends.
'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');

const { Tree } = require('./stand_in');

const RUN = 'run --out redial-out --format console,junit,json,html,markdown';

test('with nothing said the whole library is played with every client', (t) => {
  const tree = new Tree(t);
  assert.equal(tree.play().code, 0);
  assert.deepEqual(tree.calls(), ['version', `${RUN} --`]);
});

test('lists are one a line, and blanks within a line belong to it', (t) => {
  const tree = new Tree(t);
  tree.play({
    REDIAL_SCENARIOS: 'token\n\n  network/reset (tls)  \n--help\n', REDIAL_CLIENTS: 'web\nweb:chromium', REDIAL_JOBS: '4',
    REDIAL_OPTIONS: '--time=compressed',
  });
  const words = '--client web --client web:chromium --jobs 4 --time=compressed -- token network/reset (tls) --help';
  assert.equal(tree.calls()[1], `${RUN} ${words}`);
});

test('the reports are in one folder, with what was said', (t) => {
  const tree = new Tree(t);
  tree.play({ REDIAL_OUT: 'there' });
  for (const name of ['report.html', 'run.json', 'junit.xml', 'summary.md', 'comment.md']) {
    assert.notEqual(tree.file(`there/${name}`), undefined, name);
  }
  assert.equal(tree.file('there/messages.txt'), 'redial: said on stderr\n');
  assert.equal(tree.file('there/comment.md'), '## 1 passed\n');
});

test('a report of an earlier run is not taken for one of this', (t) => {
  const tree = new Tree(t);
  tree.play();
  assert.equal(tree.play({ RUN_CODE: '2' }).code, 2);
  assert.equal(tree.file('redial-out/run.json'), undefined);
});

test('a run that was refused is told by its message', (t) => {
  const tree = new Tree(t);
  tree.play({ RUN_CODE: '2' });
  const comment = '## Redial did not play\n\nIt exited with 2:\n\n    redial: said on stderr\n';
  assert.equal(tree.file('redial-out/comment.md'), comment);
});

test('a set-up that fails is no broken promise', (t) => {
  const tree = new Tree(t);
  assert.equal(tree.play({ VERSION_CODE: '1' }).code, 2);
  assert.deepEqual(tree.calls(), ['version']);
  assert.match(tree.file('redial-out/comment.md'), /a failed set-up/);
});

test('a baseline is compared with, under its gate', (t) => {
  const tree = new Tree(t);
  tree.write('base.json', '{}');
  assert.equal(tree.play({ REDIAL_BASELINE: 'base.json', REDIAL_GATE: 'p50=10%' }).code, 0);
  assert.match(tree.calls()[1], / --baseline base\.json /);
  assert.equal(tree.calls()[2], 'compare base.json redial-out/run.json --gate p50=10%');
  assert.equal(tree.file('redial-out/compare.txt'), 'p50 12 % slower\n');
  assert.equal(tree.file('redial-out/comment.md'), '## 1 passed\n\n### Against the baseline\n\n    p50 12 % slower\n');
});

test('a baseline that is not there is told and fails nothing', (t) => {
  const tree = new Tree(t);
  assert.equal(tree.play({ REDIAL_BASELINE: 'base.json' }).code, 0);
  assert.equal(tree.calls().length, 2);
  assert.match(tree.file('redial-out/comment.md'), /There is no baseline base.json/);
});

test('of a run that was refused nothing is compared', (t) => {
  const tree = new Tree(t);
  tree.write('base.json', '{}');
  tree.play({ REDIAL_BASELINE: 'base.json', RUN_CODE: '2' });
  assert.equal(tree.calls().length, 2);
});

const CODES = [[0, 0, 0], [0, 1, 1], [3, 0, 3], [3, 1, 1], [1, 3, 1], [1, 2, 2], [0, 3, 3], [137, 1, 137]];
for (const [run, compare, worse] of CODES) {
  test(`of the codes ${run} and ${compare}, ${worse} is told`, (t) => {
    const tree = new Tree(t);
    tree.write('base.json', '{}');
    assert.equal(tree.play({ REDIAL_BASELINE: 'base.json', RUN_CODE: `${run}`, COMPARE_CODE: `${compare}` }).code, worse);
  });
}
