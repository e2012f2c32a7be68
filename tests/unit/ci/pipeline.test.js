// The job of GitLab's: its scripts in a shell, and what GitLab is told about codes and files.
'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');

const { PIPELINE, parse } = require('./files');
const { Tree } = require('./stand_in');

const JOB = parse(PIPELINE).redial;

// A part of the job, with the tree of the test where the job has cloned Redial.
function runPart(tree, part, env) {
  const script = JOB[part].join('\n').replaceAll('/opt/redial', tree.redial);
  return tree.run(['sh', '-e', '-c', script], env);
}

for (const code of [0, 1, 2, 3]) {
  test(`the job ends with ${code} as redial does`, (t) => {
    assert.equal(runPart(new Tree(t), 'script', { RUN_CODE: `${code}` }).code, code);
  });
}

test('only an inconclusive run is a mere warning', () => assert.deepEqual(JOB.allow_failure, { exit_codes: [3] }));

test('the variables are what is played', (t) => {
  const tree = new Tree(t);
  const { REDIAL_SCENARIOS, REDIAL_CLIENTS, REDIAL_OUT } = JOB.variables;
  runPart(tree, 'script', { REDIAL_SCENARIOS, REDIAL_CLIENTS, REDIAL_OUT });
  assert.equal(
    tree.calls()[1],
    'run --out redial-out --format console,junit,json,html,markdown --client reference --client web -- ' +
      'connect duplicate kick network token',
  );
});

test('whatever comes out, what is published lies where it was left', (t) => {
  const tree = new Tree(t);
  runPart(tree, 'script', { REDIAL_OUT: JOB.variables.REDIAL_OUT, RUN_CODE: '1' });
  assert.equal(JOB.artifacts.when, 'always');
  for (const file of [...JOB.artifacts.paths, JOB.artifacts.reports.junit]) assert.notEqual(tree.file(file), undefined, file);
});

test('without a token nothing is written onto the merge request', (t) => {
  const tree = new Tree(t);
  tree.play();
  assert.deepEqual(runPart(tree, 'after_script', {}), { code: 0, stdout: '', stderr: '' });
  const tried = runPart(tree, 'after_script', { REDIAL_NOTE_TOKEN: 'secret', CI_MERGE_REQUEST_IID: '7' });
  assert.notEqual(tried.code, 0, 'with a token, but not in a job of GitLab');
});
