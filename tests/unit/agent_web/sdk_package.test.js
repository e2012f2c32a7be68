// Versions of the SDK side by side. npm is a script of ours that leaves what npm leaves, except in the last test.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');
const { ClientStream, call } = require('../node_agent/node_agent');
const { ChatFixture } = require('./chat_fixture');
const { serveAgent, source } = require('./web_agent');

const { PINNED, findSdk } = source('sdk_package');
const LIMIT = { timeout: 120000 };

const INSTALLS = `
mkdir -p node_modules/@rongcloud/imlib-next
echo '{ "version": "5.36.7" }' > node_modules/@rongcloud/imlib-next/package.json
echo '{ "packages": { "node_modules/@rongcloud/imlib-next": { "integrity": "sha512-abc" } } }' > package-lock.json`;
const IS_OFFLINE = 'echo "npm error code ENOTFOUND" >&2; exit 1';
const KNOWS_OTHERS = `
[ "$1" = view ] && echo '["4.9.0", "5.2.0", "5.7.3", "5.28.0", "5.36.7", "5.38.0", "5.99.0"]' && exit
echo "npm error code ETARGET" >&2; exit 1`;

// A cache and an npm of the test's own; what npm was asked for.
function setUp(t, script) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'redial-sdk-'));
  const { PATH, REDIAL_CACHE } = process.env;
  const asked = path.join(folder, 'asked');
  fs.writeFileSync(path.join(folder, 'npm'), `#!/bin/sh\necho "$@" >> ${asked}\n${script}\n`, { mode: 0o755 });
  Object.assign(process.env, { PATH: `${folder}:${PATH}`, REDIAL_CACHE: path.join(folder, 'cache') });
  t.after(() => {
    process.env.PATH = PATH;
    if (REDIAL_CACHE === undefined) delete process.env.REDIAL_CACHE;
    else process.env.REDIAL_CACHE = REDIAL_CACHE;
    fs.rmSync(folder, { recursive: true });
  });
  return {
    asked: () => (fs.existsSync(asked) ? fs.readFileSync(asked, 'utf8').trim().split('\n') : []),
    cached: () => fs.readdirSync(path.join(folder, 'cache', 'web-sdk')),
  };
}

test('the pinned version needs no npm', async (t) => {
  const { asked } = setUp(t, IS_OFFLINE);
  assert.deepEqual([(await findSdk()).version, (await findSdk(PINNED)).version, asked()], [PINNED, PINNED, []]);
});

test('another version is installed without its scripts, and named with its hash', async (t) => {
  const { asked, cached } = setUp(t, INSTALLS);
  const said = [];
  const { version, integrity } = await findSdk('5.36.7', (text) => said.push(text));
  assert.deepEqual([version, integrity, cached()], ['5.36.7', 'sha512-abc', ['5.36.7']]);
  assert.match(asked()[0], /^install --ignore-scripts /);
  assert.match(said.join('\n'), /^installing the Web SDK 5\.36\.7 .*\ninstalled .*sha512-abc$/);
});

test('an installed version needs no npm', async (t) => {
  const { asked } = setUp(t, INSTALLS);
  await findSdk('5.36.7');
  await findSdk('5.36.7');
  assert.equal(asked().length, 1);
});

test('two that install the same version at once both get it, and leave nothing else', async (t) => {
  const { cached } = setUp(t, INSTALLS);
  const both = await Promise.all([findSdk('5.36.7'), findSdk('5.36.7')]);
  assert.deepEqual([both[0], cached()], [both[1], ['5.36.7']]);
});

test('without a network the error says what is installed and what npm said, and leaves nothing', async (t) => {
  const { cached } = setUp(t, IS_OFFLINE);
  const message = new RegExp(`installed are ${PINNED}. npm said:\nnpm error code ENOTFOUND$`);
  await assert.rejects(findSdk('5.36.7'), { message });
  assert.deepEqual(cached(), []);
});

test('a version that npm does not have is answered with the nearest ones', async (t) => {
  setUp(t, KNOWS_OTHERS);
  const message = 'npm has no Web SDK 5.30.0; the nearest that it has: 5.28.0, 5.36.7, 5.38.0';
  await assert.rejects(findSdk('5.30.0'), { message });
});

for (const version of ['5.1.9', '5.38.1', '6.0.0']) {
  test(`${version} is refused with those that work, and npm is not asked`, async (t) => {
    const { asked } = setUp(t, INSTALLS);
    await assert.rejects(findSdk(version), { message: /5\.2\.0 to 5\.38\.0/ });
    assert.deepEqual(asked(), []);
  });
}

for (const version of ['latest', '5.36', '../5.36.7', '^5.36.7']) {
  test(`"${version}" is no version`, async (t) => {
    setUp(t, INSTALLS);
    await assert.rejects(findSdk(version), { message: /is no version/ });
  });
}

test('the SDK before the latest, from npm, logs in and says its version', LIMIT, async (t) => {
  const chat = await new ChatFixture().listen(t);
  const stub = await serveAgent(t, { sdk: await findSdk('5.36.7') });
  assert.equal((await call(stub, 'describe', {})).version, '5.36.7');
  const stream = new ClientStream(stub, { navigators: [chat.navigator] });
  await stream.until({ kind: 'client-created' });
  await call(stub, 'connect', { client: 'c1', call: 1, token: 'token@', tokenLabel: 'good' });
  assert.equal((await stream.until({ kind: 'result' })).code, 0);
  assert.match(chat.upgrades[0], /sdkVer=5\.36\.7/);
});
