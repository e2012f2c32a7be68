// Every script of examples/ci/, in a file of its own or inside YAML, is taken by bash and found sound by shellcheck.
'use strict';

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');

const { ACTION, PIPELINE, ROOT, WORKFLOW, parse, read } = require('./files');

// What GitHub runs without a shell being named, in a container, and what GitLab runs, has to do in a POSIX shell.
function scripts() {
  const files = fs.readdirSync(path.join(ROOT, 'examples/ci'), { recursive: true })
    .filter((file) => file.endsWith('.sh'))
    .map((file) => ({ where: file, shell: 'bash', text: read(path.join('examples/ci', file)) }));
  const steps = (where, list) => list.filter(({ run }) => run)
    .map(({ name, id, run, shell = 'sh' }) => ({ where: `${where}: ${name ?? id ?? run}`, shell, text: run }));
  const job = parse(PIPELINE).redial;
  const parts = ['before_script', 'script', 'after_script']
    .map((part) => ({ where: `${PIPELINE}: ${part}`, shell: 'sh', text: job[part].join('\n') }));
  return [...files, ...steps(ACTION, parse(ACTION).runs.steps), ...steps(WORKFLOW, parse(WORKFLOW).jobs.redial.steps), ...parts];
}

function run(command, text) {
  const { status, stdout, stderr } = spawnSync(command[0], command.slice(1), { input: text, encoding: 'utf8', cwd: ROOT });
  return { status, said: stdout + stderr };
}

test('there are scripts of every kind', () => {
  const where = scripts().map((script) => script.where).join('\n');
  for (const part of ['play.sh', 'action.yml', 'redial.yml', 'after_script']) assert.ok(where.includes(part), where);
});

for (const { where, shell, text } of scripts()) {
  test(`${where} is sound`, () => {
    assert.deepEqual(run(['bash', '-n'], text), { status: 0, said: '' });
    assert.deepEqual(run(['shellcheck', `--shell=${shell}`, '-'], text), { status: 0, said: '' });
  });

  test(`${where} has nothing put into it that a pull request could name`, () => {
    assert.doesNotMatch(text, /\$\{\{/);
  });
}

test('scripts of GitHub\'s in JavaScript have nothing put into them either', () => {
  const texts = parse(ACTION).runs.steps.map((step) => step.with?.script).filter(Boolean);
  assert.ok(texts.length > 0);
  for (const text of texts) assert.doesNotMatch(text, /\$\{\{/);
});

test('shellcheck and bash notice what is wrong', () => {
  assert.notEqual(run(['bash', '-n'], 'if true; then').status, 0);
  assert.notEqual(run(['shellcheck', '--shell=bash', '-'], 'rm $1/*').status, 0);
});

test('what GitHub and GitLab are to start can be started', () => {
  for (const file of scripts().filter(({ where }) => where.endsWith('.sh')).map(({ where }) => where)) {
    const stat = fs.statSync(path.join(ROOT, 'examples/ci', file));
    assert.ok(stat.mode & 0o100, `${file} is not executable`);
  }
});
