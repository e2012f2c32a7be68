// The composite action from its inputs to the job's conclusion: everything is published before the job fails.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');

const { ActionRun } = require('./action_runner');
const { ACTION, ROOT, parse, read } = require('./files');
const { Tree } = require('./stand_in');

const JUNIT = path.join(ROOT, 'tests/golden/expected/junit.xml');

// What github-script offers, with a pull request that has no comment yet.
function gitHub() {
  const said = { comments: [], errors: [], warnings: [], infos: [] };
  const note = (list) => (text) => said[list].push(text);
  const nodes = [];
  const scripts = {
    core: { error: note('errors'), warning: note('warnings'), info: note('infos') },
    context: { repo: { owner: 'o', repo: 'r' }, payload: { pull_request: { number: 7 } } },
    github: {
      graphql: async () => ({ repository: { pullRequest: { comments: { nodes, pageInfo: { hasNextPage: false } } } } }),
      rest: { issues: { createComment: async ({ body }) => note('comments')(body) } },
    },
  };
  return { said, scripts };
}

async function play(t, options = {}) {
  const { said, scripts } = gitHub();
  const run = new ActionRun(new Tree(t), { scripts, ...options, env: { JUNIT, ...options.env } });
  return { conclusion: await run.run(), run, said, summary: fs.readFileSync(run.summary, 'utf8') };
}

test('a run that keeps every promise is green, and published', async (t) => {
  const { conclusion, run, said, summary } = await play(t);
  assert.equal(conclusion, 'success', run.log);
  assert.deepEqual(run.uploads, [{ name: 'redial.html', there: true }, { name: 'redial', there: true }]);
  assert.equal(summary, '[The page of this run](https://example.com/artefact)\n\n## 1 passed\n');
  assert.equal(said.comments.length, 1);
  assert.deepEqual(run.outputs, {
    'exit-code': '0',
    summary: 'redial-out/summary.md',
    page: 'redial-out/report.html',
    'page-url': 'https://example.com/artefact',
  });
});

test('the inputs are what is played', async (t) => {
  const inputs = { scenarios: 'token', clients: 'web', jobs: '2', options: '--seed=7', out: 'there' };
  const { run } = await play(t, { inputs });
  assert.equal(
    run.tree.calls()[1],
    'run --out there --format console,junit,json,html,markdown --client web --jobs 2 --seed=7 -- token',
  );
});

test('every input is used, and every one that is used is there', () => {
  const used = new Set([...read(ACTION).matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name));
  assert.deepEqual([...used].sort(), Object.keys(parse(ACTION).inputs).sort());
});

for (const code of [1, 2, 3]) {
  test(`exit code ${code} fails the job when all has been published`, async (t) => {
    const { conclusion, run, said, summary } = await play(t, { env: { RUN_CODE: `${code}` } });
    assert.equal(conclusion, 'failure');
    assert.deepEqual(run.failed.map(({ name }) => name), ['Tell the verdict']);
    assert.equal(said.comments.length, 1);
    assert.notEqual(summary, '');
    assert.deepEqual(run.uploads.at(-1), { name: 'redial', there: true });
    assert.equal(run.outputs['exit-code'], `${code}`);
  });
}

test('a broken promise is an error', async (t) => {
  const { run } = await play(t, { env: { RUN_CODE: '1' } });
  assert.match(run.log, /^::error title=Redial::A promise was broken/m);
});

test('wrong use is an error with the message', async (t) => {
  const { run } = await play(t, { env: { RUN_CODE: '2' } });
  assert.match(run.log, /^::error title=Redial::Wrong use.*%0Aredial: said on stderr$/m);
});

test('an inconclusive run is a warning, and green where it may be', async (t) => {
  const inconclusive = { env: { RUN_CODE: '3' } };
  const { run } = await play(t, inconclusive);
  assert.match(run.log, /^::warning title=Redial::Inconclusive/m);
  const allowed = await play(t, { ...inconclusive, inputs: { 'allow-inconclusive': 'true' } });
  assert.equal(allowed.conclusion, 'success');
  assert.match(allowed.run.log, /^::warning title=Redial::Inconclusive/m);
});

test('a gate that is not passed fails the job as a broken promise does', async (t) => {
  const tree = new Tree(t);
  tree.write('base.json', '{}');
  const run = new ActionRun(tree, {
    inputs: { baseline: 'base.json', gate: 'p95=15%' }, env: { COMPARE_CODE: '1' }, scripts: gitHub().scripts,
  });
  assert.equal(await run.run(), 'failure');
  assert.equal(run.outputs['exit-code'], '1');
});

test('what a client prints is no command of the workflow', async (t) => {
  const { run } = await play(t);
  const [, token] = /^::stop-commands::(.*)$/m.exec(run.log);
  const [before, inside] = run.log.split('::error::printed by a client');
  assert.ok(before.includes(`::stop-commands::${token}\n`) && !before.includes(`::${token}::`));
  assert.ok(inside.includes(`::${token}::\n`));
});

test('failures of JUnit are annotations, what is inconclusive is a warning, what is known is neither', async (t) => {
  const { said } = await play(t);
  const [, failures, errors] = /<testsuites .*failures="(\d+)" errors="(\d+)"/.exec(fs.readFileSync(JUNIT, 'utf8'));
  assert.equal(said.errors.length, Number(failures));
  assert.equal(said.warnings.length, Number(errors));
});

test('outside of pull requests nothing is commented', async (t) => {
  assert.equal((await play(t, { event: 'schedule' })).said.comments.length, 0);
  assert.equal((await play(t, { inputs: { comment: 'false' } })).said.comments.length, 0);
});

test('a comment or an annotation that fails costs neither the summary nor the verdict', async (t) => {
  const broken = { core: {}, context: {}, github: {} };
  const { conclusion, run, summary } = await play(t, { scripts: broken });
  assert.deepEqual(run.failed.map(({ name }) => name), ['Annotate what failed', 'Comment on the pull request']);
  assert.equal(conclusion, 'success');
  assert.notEqual(summary, '');
});
