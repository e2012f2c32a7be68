// The workbench as a support engineer uses it: the customer's app beside it is a page with the official SDK.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { LIMIT, blankPage, closeBrowser, newWindow, openAddress, violationsOf } from '../viewer/page.js';
import { copyNewestToken, openBench, openSdk, serve } from './bench.js';

after(closeBrowser);

const button = (page, name) => page.getByRole('button', { name });
const connection = (page, number) => page.locator(`[data-connection="${number}"]`);

// A server, its page, and an app that has the newest token.
async function benchWithApp(t) {
  const greeting = await serve(t);
  const window = await newWindow(t);
  const { page, complaints } = await openBench(t, greeting.page, { window });
  await button(page, 'Issue token').click();
  const token = await copyNewestToken(page);
  return { page, complaints, token, app: await openSdk(t, greeting, window), greeting };
}

test('a token that is expired by a button is refused with 31004, and the page knows why', LIMIT, async (t) => {
  const { page, complaints, token, app } = await benchWithApp(t);
  assert.equal(await app.connect(token), 0);
  await connection(page, 1).getByText('online').waitFor();

  await button(page, /^Expire now token/).click();
  await page.locator('#token-panel .pill', { hasText: 'expired' }).waitFor();
  await button(page, 'Reset connection 1').click();
  await app.untilTold('DISCONNECT');
  assert.deepEqual((await app.told()).at(-1), 'DISCONNECT 31004');

  const refused = connection(page, 2);
  await refused.getByText('refused').waitFor();
  const text = await refused.innerText();
  assert.match(text, /alice/);
  assert.match(text, /CONNACK 4 → 31004: token incorrect/);
  assert.match(text, /True cause\s+expired [\d.]+ s ago, by hand/);
  assert.match(await connection(page, 1).innerText(), /reset by hand/);

  await button(page, 'Wire of connection #2').click();
  await page.locator('.wire-row .link', { hasText: 'CONNACK 4' }).click();
  await page.locator('.frame dd', { hasText: 'CONNACK' }).waitFor();
  assert.deepEqual(complaints, []);
});

test('a refusal by a fault is told from one by the token', LIMIT, async (t) => {
  const { page, token, app } = await benchWithApp(t);
  await page.getByLabel('Kind').selectOption('connack-status');
  await page.getByLabel('Status', { exact: true }).selectOption('4');
  await button(page, 'Arm').click();
  assert.equal(await app.connect(token), 31004);
  await connection(page, 1).getByText('fault "fault-1" (connack-status)').waitFor();
  await button(page, 'Clear fault-1').click();
  await page.locator('#fault-panel .row').waitFor({ state: 'detached' });
  assert.equal(await app.connect(token), 0);
});

test('the tokens of another app, and of before a rotation, are recognised', LIMIT, async (t) => {
  const { page, token, app } = await benchWithApp(t);
  await button(page, 'Rotate secret').click();
  assert.equal(await app.connect(token), 31004);
  await connection(page, 1).getByText(/sealed with the secret before the rotation/).waitFor();

  await page.getByText('Another app').click();
  await page.getByLabel('Its name').fill('shop');
  await button(page, 'Make app').click();
  await page.getByText('Those that an app server gets from the Server API appear here too.').waitFor();
  await button(page, 'Issue token').click();
  await page.locator('#token-panel .row').waitFor();
  const foreign = await copyNewestToken(page);
  await page.getByLabel('App', { exact: true }).selectOption({ label: 'main app' });
  assert.equal(await app.connect(foreign), 31004);
  await connection(page, 2).getByText('another app\'s token ("shop")').waitFor();
});

test('users are kicked, blocked and let in again', LIMIT, async (t) => {
  const { page, token, app } = await benchWithApp(t);
  await app.connect(token);
  await button(page, 'Kick alice').click();
  await app.untilTold('DISCONNECT');
  assert.equal(await app.connect(token), 0);
  await connection(page, 2).getByText('online').waitFor();
  await button(page, 'Disconnect … connection 2').click();
  await page.getByLabel('DISCONNECT for connection 2').selectOption('7');
  await button(page, 'Send').click();
  await connection(page, 2).getByText('DISCONNECT 7 → 31020: token expired').waitFor();
  await button(page, 'Block alice').click();
  await page.locator('#user-panel .pill-fail').waitFor();
  assert.equal(await app.connect(token), 31009);
  await connection(page, 3).getByText(/the user is blocked for another/).waitFor();
  await button(page, 'Unblock alice').click();
  await page.locator('#user-panel .pill-fail').waitFor({ state: 'detached' });
  assert.equal(await app.connect(token), 0);
});

test('the clock is moved, and the server goes down and comes back', LIMIT, async (t) => {
  const { page } = await benchWithApp(t);
  await button(page, '+1 h token clock').click();
  await page.getByText(/1 h ahead of the server/).waitFor();
  await button(page, 'Server’s time for the token clock').click();
  await page.getByText(/1 h ahead of the server/).waitFor({ state: 'detached' });
  await page.getByLabel('Down for, seconds').fill('2');
  await button(page, 'Restart server').click();
  await page.getByText('refuses now: chat, navigation').waitFor();
  await page.getByText('refuses now: chat, navigation').waitFor({ state: 'detached' });
});

test('secrets are hidden until they are asked for, and the key leaves the address', LIMIT, async (t) => {
  const greeting = await serve(t);
  const { page } = await openBench(t, greeting.page);
  assert.equal(new URL(page.url()).hash, '');
  assert.ok(!(await page.locator('main').innerText()).includes(greeting.secret));
  await button(page, 'Reveal Secret').click();
  assert.ok((await page.locator('main').innerText()).includes(greeting.secret));
  await page.reload();
  await page.waitForSelector('.top .pill-pass');
});

test('what happened before the page was opened is there', LIMIT, async (t) => {
  const { page, token, app, greeting } = await benchWithApp(t);
  await app.connect(token);
  await connection(page, 1).getByText('online').waitFor();
  const later = await openBench(t, greeting.page);
  await later.page.locator('.wire-row', { hasText: 'issue-token' }).waitFor();
  await connection(later.page, 1).getByText('online').waitFor();
});

test('without the key it says what to open, and other pages press no buttons', LIMIT, async (t) => {
  const greeting = await serve(t);
  const url = new URL(greeting.page);
  const key = new URLSearchParams(url.hash.slice(1)).get('key');
  const { page } = await openAddress(t, url.origin);
  assert.match(await page.locator('main').innerText(), /Open the whole address/);

  const stranger = await blankPage();
  const outcomes = await stranger.evaluate(
    async ([origin, secret, appKey]) => {
      const issue = { method: 'POST', body: JSON.stringify({ appKey, user: 'mallory' }) };
      const tries = [
        fetch(`${origin}/call/IssueToken`, { ...issue, headers: { 'Redial-Key': secret } }),
        fetch(`${origin}/call/IssueToken`, { ...issue, mode: 'no-cors' }),
      ];
      return (await Promise.allSettled(tries)).map(({ status }) => status);
    },
    [url.origin, key, greeting['app-key']],
  );
  assert.deepEqual(outcomes, ['rejected', 'rejected']);
  const bench = await openBench(t, greeting.page);
  await bench.page.getByText('A user exists from its first token on.').waitFor();
});

test('a server that is gone is said to be', LIMIT, async (t) => {
  const ended = [];
  const { page: address } = await serve({ after: (end) => ended.push(end) });
  const { page } = await openBench(t, address);
  await ended[0]();
  await page.getByText(/The server cannot be reached/).waitFor();
  await page.getByText('not connected').waitFor();
});

test('a token is issued and copied with the keyboard alone', LIMIT, async (t) => {
  const { page } = await openBench(t, (await serve(t)).page);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const tabTo = async (name) => {
    for (let i = 0; i < 60; ++i) {
      await page.keyboard.press('Tab');
      if ((await page.evaluate(() => document.activeElement.textContent)).startsWith(name)) return;
    }
    assert.fail(`no Tab leads to ${name}`);
  };
  await tabTo('Issue token');
  await page.keyboard.press('Enter');
  await page.locator('.issued').waitFor();
  await tabTo('Copy token');
  await page.keyboard.press('Enter');
  await page.getByText('Copied').waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /@$/);
});

for (const [width, what] of [[1440, 'wide'], [420, 'as a phone']]) {
  for (const colorScheme of ['light', 'dark']) {
    test(`no rule of accessibility is broken, ${colorScheme}, ${what}`, LIMIT, async (t) => {
      const greeting = await serve(t);
      const { page, complaints } = await openBench(t, greeting.page, { width, colorScheme });
      await button(page, 'Issue token').click();
      await page.locator('.issued').waitFor();
      const app = await openSdk(t, greeting, page.context());
      await app.connect(await copyNewestToken(page));
      await button(page, /^Expire now token/).click();
      await button(page, 'Reset connection 1').click();
      await connection(page, 2).getByText('refused').waitFor();
      await page.evaluate(() => document.querySelectorAll('details').forEach((fold) => fold.setAttribute('open', '')));
      assert.deepEqual(await violationsOf(page), []);
      const [content, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
      assert.ok(content <= shown, `${content} px in ${shown}`);
      assert.deepEqual(complaints, []);
    });
  }
}
