// The files of examples/ci/ keep the schemas of those who read them, and the schemas notice when they do not.
'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');

const { ACTION, PIPELINE, WORKFLOW, parse, read } = require('./files');
const { checkAction, checkPipeline, checkWorkflow } = require('./schemas');

for (const [file, check] of [[ACTION, checkAction], [WORKFLOW, checkWorkflow], [PIPELINE, checkPipeline]]) {
  test(`${file} keeps its schema`, async () => assert.deepEqual(await check(read(file)), []));
}

for (const [what, file, check, from, to] of [
  ['an unknown key of a step', ACTION, checkAction, 'shell: bash', 'shel: bash'],
  ['steps that are no list', ACTION, checkAction, '  steps:', '  steps: many\n  others:'],
  ['a reference to nothing', ACTION, checkAction, 'inputs.name', 'input.name'],
  ['an unknown key of a job', WORKFLOW, checkWorkflow, 'runs-on:', 'run-on:'],
  ['a time that is no number', WORKFLOW, checkWorkflow, 'timeout-minutes: 90', 'timeout-minutes: soon'],
  ['a permission that does not exist', WORKFLOW, checkWorkflow, 'contents: read', 'contents: browse'],
  ['an hour that does not exist', WORKFLOW, checkWorkflow, "'23 2 * * *'", "'23 25 * * *'"],
  ['an unknown key of a job', PIPELINE, checkPipeline, 'stage:', 'stages:'],
  ['an unknown key of the artefacts', PIPELINE, checkPipeline, 'expose_as:', 'exposed_as:'],
  ['an exit code that is no number', PIPELINE, checkPipeline, 'exit_codes: [3]', 'exit_codes: three'],
]) {
  test(`${file}: ${what} is refused`, async () => {
    const mutant = read(file).replace(from, to);
    assert.notEqual(mutant, read(file), `${from} is not in the file any more`);
    assert.notDeepEqual(await check(mutant), []);
  });
}

test('actions are of GitHub alone, and pinned to a commit', () => {
  const used = [...`${read(ACTION)}\n${read(WORKFLOW)}`.matchAll(/\buses: (.*)/g)].map(([, what]) => what);
  const others = used.filter((what) => !what.startsWith('OWNER/redial/'));
  assert.ok(others.length > 0);
  const pinned = /^actions\/(checkout|upload-artifact|cache\/(restore|save)|github-script)@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
  for (const what of others) assert.match(what, pinned);
});

test('the version that the examples ask for is the one that they come with', () => {
  const [, version] = /project\(redial VERSION ([\d.]+)/.exec(read('CMakeLists.txt'));
  assert.deepEqual(parse(WORKFLOW).jobs.redial.steps.filter(({ uses }) => uses?.startsWith('OWNER/')).map(({ uses }) => uses), [
    `OWNER/redial/examples/ci/github/action@v${version}`,
  ]);
  const keys = [...read(WORKFLOW).matchAll(/key: redial-tools-v(.*)/g)].map(([, of]) => of);
  assert.deepEqual(keys, [version, version]);
  assert.equal(parse(PIPELINE).redial.variables.REDIAL_VERSION, `v${version}`);
});

test('the workflow gives the action only inputs that it has', () => {
  const { with: given } = parse(WORKFLOW).jobs.redial.steps.find(({ id }) => id === 'redial');
  const inputs = Object.keys(parse(ACTION).inputs);
  for (const name of Object.keys(given)) assert.ok(inputs.includes(name), name);
});

test('a workflow has no permission but to read and to comment', () => {
  const { permissions, jobs } = parse(WORKFLOW);
  assert.deepEqual(permissions, {});
  assert.deepEqual(jobs.redial.permissions, { contents: 'read', 'pull-requests': 'write' });
});
