// The page of a bench in Chromium: what it shows, by keyboard, narrow, in both themes, with a hostile name.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sampleBench } from '../../unit/viewer/bench_builder.js';
import { LIMIT, closeBrowser, openPage, violationsOf } from './page.js';

after(closeBrowser);

const STORM = `#/phase/${encodeURIComponent('storm <b>')}`;
const main = (page) => page.locator('main').innerText();

for (const colorScheme of ['light', 'dark']) {
  test(`no page of a bench breaks a rule of accessibility, ${colorScheme}`, LIMIT, async (t) => {
    const { page, complaints } = await openPage(t, sampleBench(), { colorScheme });
    const found = {};
    for (const hash of ['#/', '#/phase/ramp', STORM]) {
      await page.evaluate((to) => {
        window.location.hash = to;
      }, hash);
      await page.waitForTimeout(300);
      const violations = await violationsOf(page);
      if (violations.length > 0) found[hash] = violations;
    }
    assert.deepEqual(found, {});
    assert.deepEqual(complaints, []);
  });
}

test('the first page tells what ran, how wrong its times may be, and each phase', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleBench());
  const text = await main(page);
  assert.match(text, /storm-reset[^]*1,000 users[^]*The machine was busy[^]*off by 360 µs/);
  assert.match(text, /ramp[^]*storm <b>[^]*never/);
});

test('a storm tells the way back, its waits, its failures and what it cost', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleBench(), { hash: STORM });
  const text = await main(page);
  assert.match(text, /990 of 1,000, 10 failed[^]*50 % back\s+1\.50 s[^]*All back\s+never/);
  assert.match(text, /not as declared[^]*31004[^]*the token is no good[^]*91 µs[^]*7\.9 KiB/);
  assert.equal(await page.locator('.plot canvas').count(), 6);
});

test('brackets go from phase to phase', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleBench());
  const heading = () => page.locator('h1').innerText();
  await page.keyboard.press(']');
  await page.waitForFunction(() => document.title.startsWith('ramp'));
  assert.match(await heading(), /^ramp/);
  await page.keyboard.press(']');
  await page.keyboard.press(']');
  await page.waitForFunction(() => document.title.startsWith('storm'));
  await page.keyboard.press('0');
  await page.waitForFunction(() => document.title.startsWith('storm-reset'));
});

test('on a narrow screen nothing but its tables is wider than it', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleBench(), { hash: STORM, width: 420 });
  const wide = await page.evaluate(() => {
    const area = document.querySelector('main');
    return area.scrollWidth - area.clientWidth;
  });
  assert.ok(wide <= 0, `${wide} px`);
});

test('a bench without a single phase is whole', LIMIT, async (t) => {
  const { page, complaints } = await openPage(
    t,
    sampleBench((bench) => Object.assign(bench, { phases: [] })),
  );
  await page.keyboard.press(']');
  assert.match(await main(page), /storm-reset/);
  assert.deepEqual(complaints, []);
});
