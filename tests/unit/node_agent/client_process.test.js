// A child process that reports.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');
const { shared } = require('./node_agent');

const { ClientProcess, REPORT } = shared('client_process');

const LINES = 2000;

test('all that a child has reported is told before it has crashed', async (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'redial-test-'));
  t.after(() => fs.rmSync(folder, { recursive: true }));
  const script = path.join(folder, 'child.js');
  fs.writeFileSync(script, `require('node:fs').writeSync(${REPORT}, 'line\\n'.repeat(${LINES}));
    process.kill(process.pid, 'SIGKILL');`);
  let told = 0;
  const child = new ClientProcess(script, [], {}, () => { told += 1; });
  const how = await new Promise((resolve) => { child.serve({ onEvents: assert.fail, onCrashed: resolve }); });
  assert.deepEqual([how, told], ['SIGKILL', LINES]);
});

test('what a child writes to stderr is told by lines, if wanted', async () => {
  const lines = [];
  const child = new ClientProcess('-e', ['console.error("one\\ntwo")'], {}, undefined, (line) => lines.push(line));
  await new Promise((resolve) => { child.serve({ onEvents: assert.fail, onCrashed: resolve }); });
  assert.deepEqual(lines, ['one', 'two']);
});
