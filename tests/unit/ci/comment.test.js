// The comment on a pull request: one for each name, kept up to date, and never somebody else's.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');

const comment = require('../../../examples/ci/github/action/comment');

const MARK = '<!-- redial: redial -->';

// A pull request with these comments, a page of them after the other.
function pullRequest(pages, refusal) {
  const calls = [];
  const call = (name) => async (words) => {
    if (refusal) throw refusal;
    calls.push({ name, ...words });
  };
  const github = {
    graphql: async (query, { after }) => {
      const at = Number(after ?? 0);
      const pageInfo = { hasNextPage: at + 1 < pages.length, endCursor: `${at + 1}` };
      return { repository: { pullRequest: { comments: { nodes: pages[at], pageInfo } } } };
    },
    rest: { issues: { createComment: call('create'), updateComment: call('update') } },
  };
  return { calls, github };
}

async function comments(t, { pages = [[]], refusal, text = 'all well', name = 'redial', page = '' }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'redial-ci-'));
  t.after(() => fs.rmSync(folder, { recursive: true }));
  fs.writeFileSync(path.join(folder, 'comment.md'), text);
  const { calls, github } = pullRequest(pages, refusal);
  const infos = [];
  const context = { repo: { owner: 'o', repo: 'r' }, payload: { pull_request: { number: 7 } } };
  const core = { info: (line) => infos.push(line) };
  await comment({ github, context, core, file: path.join(folder, 'comment.md'), name, page });
  return { calls, infos };
}

test('the first run leaves a comment with its mark and a link to the page', async (t) => {
  const { calls } = await comments(t, { page: 'https://example.com/page' });
  assert.deepEqual(calls, [{
    name: 'create', owner: 'o', repo: 'r', issue_number: 7,
    body: `${MARK}\n[The page of this run](https://example.com/page)\n\nall well`,
  }]);
});

test('the next run writes into it, wherever it stands', async (t) => {
  const foreign = { databaseId: 1, body: 'hello', viewerDidAuthor: false };
  const own = { databaseId: 2, body: `${MARK}\nold`, viewerDidAuthor: true };
  const { calls } = await comments(t, { pages: [[foreign], [foreign, own]] });
  assert.deepEqual(calls, [{ name: 'update', owner: 'o', repo: 'r', comment_id: 2, body: `${MARK}\nall well` }]);
});

test('a comment of somebody else with the mark is left alone', async (t) => {
  const planted = { databaseId: 1, body: `${MARK}\nmine`, viewerDidAuthor: false };
  const { calls } = await comments(t, { pages: [[planted]] });
  assert.equal(calls[0].name, 'create');
});

test('a comment of another job is left alone', async (t) => {
  const other = { databaseId: 1, body: `${MARK}\nold`, viewerDidAuthor: true };
  const { calls } = await comments(t, { pages: [[other]], name: 'web --> x' });
  assert.equal(calls[0].name, 'create');
  assert.ok(calls[0].body.startsWith('<!-- redial: web_--__x -->\n'));
});

test('a text that is too long for GitHub is cut, and says so', async (t) => {
  const { calls } = await comments(t, { text: 'x'.repeat(100000) });
  assert.ok(calls[0].body.length < 65536);
  assert.match(calls[0].body, /the rest is in the job's summary\.$/);
});

for (const [how, refusal] of [
  ['REST', Object.assign(new Error('no'), { status: 403 })],
  ['GraphQL', Object.assign(new Error('no'), { errors: [{ type: 'FORBIDDEN' }] })],
]) {
  test(`a token that may not comment is no failure (${how})`, async (t) => {
    const { calls, infos } = await comments(t, { refusal });
    assert.equal(calls.length, 0);
    assert.match(infos[0], /may not comment/);
  });
}

test('any other error is one', async (t) => {
  await assert.rejects(comments(t, { refusal: Object.assign(new Error('broken'), { status: 500 }) }), /broken/);
});

test('a run that left no text leaves no comment', async () => {
  await comment({ github: {}, context: {}, core: {}, file: '', name: 'redial' });
});
