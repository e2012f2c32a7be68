// The note on a merge request of GitLab's, against a server that has the part of its API that the script uses.
'use strict';

const assert = require('node:assert/strict');
const { execFile } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const http = require('node:http');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');

const { ROOT } = require('./files');

const NOTES = '/api/v4/projects/5/merge_requests/7/notes';
const OWN = { id: 42 };

// `notes` are those of the merge request; what is written is in `written`.
async function gitLab(t, notes) {
  const written = [];
  const server = http.createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const url = new URL(request.url, 'http://localhost');
    const page = Number(url.searchParams.get('page'));
    const answer = url.pathname === '/api/v4/user' ? OWN : notes.slice((page - 1) * 100, page * 100);
    if (request.headers['private-token'] !== 'secret') response.statusCode = 401;
    if (request.method !== 'GET') {
      written.push({ method: request.method, path: url.pathname, ...JSON.parse(Buffer.concat(chunks).toString()) });
    }
    response.end(JSON.stringify(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return { written, url: `http://127.0.0.1:${server.address().port}/api/v4` };
}

// The end of the script in a folder that has this comment: its exit code, and what it said.
async function note(t, url, { comment = 'all well', env = {} } = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'redial-ci-'));
  t.after(() => fs.rmSync(folder, { recursive: true }));
  fs.mkdirSync(path.join(folder, 'redial-out'));
  if (comment !== null) fs.writeFileSync(path.join(folder, 'redial-out/comment.md'), comment);
  const script = path.join(ROOT, 'examples/ci/gitlab/note.sh');
  const variables = {
    PATH: process.env.PATH, CI_API_V4_URL: url, CI_JOB_URL: 'https://example.com/jobs/1', CI_MERGE_REQUEST_IID: '7',
    CI_PROJECT_ID: '5', REDIAL_NOTE_TOKEN: 'secret', ...env,
  };
  return new Promise((resolve) => {
    const ended = (error, stdout, stderr) => resolve({ code: error?.code ?? 0, said: stdout + stderr });
    execFile(script, { cwd: folder, env: variables }, ended);
  });
}

const by = (id, body, author) => ({ id, body, author: { id: author } });

test('the first pipeline leaves a note with a link to the artefacts', async (t) => {
  const { url, written } = await gitLab(t, []);
  assert.deepEqual(await note(t, url), { code: 0, said: '' });
  assert.deepEqual(written, [{
    method: 'POST', path: NOTES,
    body: '<!-- redial -->\n[The page of this run](https://example.com/jobs/1/artifacts/browse)\n\nall well',
  }]);
});

test('the next one writes into it, wherever it stands', async (t) => {
  const others = Array.from({ length: 150 }, (_, i) => by(i, 'hello', 1));
  const { url, written } = await gitLab(t, [...others, by(900, '<!-- redial -->\nold', OWN.id)]);
  assert.equal((await note(t, url)).code, 0);
  assert.deepEqual(written.map(({ method, path: where }) => [method, where]), [['PUT', `${NOTES}/900`]]);
});

test('a note of somebody else with the mark is left alone', async (t) => {
  const { url, written } = await gitLab(t, [by(900, '<!-- redial -->\nmine', 1)]);
  await note(t, url);
  assert.equal(written[0].method, 'POST');
});

test('quotes, line breaks and what a shell would read arrive as they are', async (t) => {
  const { url, written } = await gitLab(t, []);
  const comment = '"$(id)" `id` \\n\n| 你好 |\n';
  await note(t, url, { comment });
  assert.ok(written[0].body.endsWith(comment));
});

test('outside of merge requests, and without a text, nothing is written', async (t) => {
  const { url, written } = await gitLab(t, []);
  assert.equal((await note(t, url, { env: { CI_MERGE_REQUEST_IID: '' } })).code, 0);
  assert.equal((await note(t, url, { comment: null })).code, 0);
  assert.deepEqual(written, []);
});

test('a token that is refused is told, and is not shown', async (t) => {
  const { url } = await gitLab(t, []);
  const { code, said } = await note(t, url, { env: { REDIAL_NOTE_TOKEN: 'hidden-one' } });
  assert.notEqual(code, 0);
  assert.match(said, /401/);
  assert.doesNotMatch(said, /hidden-one/);
});
