// The agent as a process: its one line of output, its arguments, and its end, of which neither process nor data survive.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { test } = require('node:test');
const { ClientStream, Program, call, children } = require('../node_agent/node_agent');
const { dataFolders } = require('./native_agent');
const { NativeFixture } = require('./native_fixture');

const LIMIT = { timeout: 60000 };

// Nobody may have waited for a process whose parent is gone.
function isRunning(pid) {
  try {
    return !/^State:\tZ/m.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

// An agent that serves and holds one client, which is about to open its database.
async function startWithClient(t) {
  const chat = await new NativeFixture().listen(t);
  const agent = new Program('native');
  const stub = await agent.stub(t);
  const stream = new ClientStream(stub, { navigators: [chat.navigator] });
  await stream.until({ kind: 'client-created' });
  await call(stub, 'registerListeners', { client: 'c1' });
  await call(stub, 'connect', { client: 'c1', call: 1, token: 'token@', tokenLabel: 'good' });
  await stream.until({ kind: 'status', status: 'connecting' });
  assert.equal(dataFolders().length, 1);
  return agent;
}

for (const [what, end, how] of [
  ['whose stdin closes', ({ stdin }) => stdin.end(), [0, null]],
  ['that gets SIGTERM', (agent) => agent.kill('SIGTERM'), [0, null]],
  ['that is killed', (agent) => agent.kill('SIGKILL'), [null, 'SIGKILL']],
]) {
  test(`an agent ${what} leaves neither clients nor data`, LIMIT, async (t) => {
    const agent = await startWithClient(t);
    const [client] = children(agent.child.pid);
    end(agent.child);
    assert.deepEqual(await agent.closed, how);
    while (isRunning(client)) await new Promise(setImmediate);
    assert.deepEqual(dataFolders(), []);
  });
}

test('a platform without the addon is exit 1 and says which ones have it', LIMIT, async () => {
  const elsewhere = `data:text/javascript,Object.defineProperty(process, 'platform', { value: 'darwin' })`;
  const agent = new Program('native', [], ['--import', elsewhere]);
  assert.deepEqual(await agent.closed, [1, null]);
  assert.match(agent.stderr, /linux-x64 and linux-arm64 only, and this is darwin-/);
});

for (const args of [['--listen', 'nowhere'], ['--host', 'node']]) {
  test(`wrong use is exit 2: ${args.join(' ')}`, LIMIT, async () => {
    const agent = new Program('native', args);
    assert.deepEqual(await agent.closed, [2, null]);
    assert.match(agent.stderr, /usage:/);
  });
}
