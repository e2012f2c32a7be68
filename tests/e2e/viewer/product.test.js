// The page as the product itself writes it, of a run in which a client loses callbacks: from the list to the broken promise, by
// link, in both themes, on paper. What it must show is read from the same run's JSON.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { FILES, play, read, removeFolders } from '../formats/product.js';
import { LIMIT, closeBrowser, hashOf, openFile, violationsOf } from './page.js';

const BROKEN = 'reference:web+callback-lost';
const SCENARIO = 'token/expired_told_as_31020';

let file;
let run;

before(() => {
  const folder = play(['token', 'kick', 'network/reset'], [BROKEN, 'reference:web', 'reference'], { formats: 'html,json' });
  file = path.join(folder, FILES.html);
  run = JSON.parse(read(folder, 'json'));
});
after(closeBrowser);
after(removeFolders);

const failed = () => run.results.filter(({ verdict }) => verdict === 'fail');
const failure = () => failed().find(({ scenario }) => scenario === SCENARIO);

// What the ladder marks first: the broken check whose evidence begins earliest, and the event in which it is complete.
function firstBreach() {
  const broken = failure().checks.filter(({ verdict, events }) => verdict === 'fail' && events);
  const [check] = broken.sort((a, b) => a.events.at(-1) - b.events.at(-1));
  return { ...check, ...run.rules[check.rule], event: failure().trace.find(({ sequence }) => sequence === check.events.at(-1)) };
}

const detail = (page) => page.locator('.event-panel').innerText();
const checkOf = (page, id) => page.locator('.check', { has: page.locator('.check-head', { hasText: id }) });

// Searches for the scenario, and opens its failing play.
async function openFailure(page) {
  await page.keyboard.press('/');
  await page.keyboard.type(SCENARIO);
  await page.waitForFunction(() => document.querySelector('[role=status]').textContent.startsWith('1 scenario,'));
  await page.click('a.matrix-label');
  await page.waitForSelector('.ladder');
}

test('it opens from its file, asks for nothing else, and begins with what failed', LIMIT, async (t) => {
  const { page, address, requests, complaints } = await openFile(t, file);
  assert.match(address, /^file:/);
  assert.deepEqual(
    requests.filter((url) => url !== address && !url.startsWith('data:')),
    [],
  );
  assert.match(await page.title(), new RegExp(`^${failed().length} failed`));
  assert.match(await page.locator('main').innerText(), new RegExp(`${failed().length}\\s+Failed`));
  assert.deepEqual(complaints, []);
});

test('a search leads to the failing play, its marked event, and the rule with its source', LIMIT, async (t) => {
  const { page, complaints } = await openFile(t, file);
  await openFailure(page);
  const { id, rule, source, event } = firstBreach();
  assert.ok(hashOf(page).includes(`${SCENARIO}`), hashOf(page));
  await checkOf(page, id).locator('.check-head').click();
  const told = await checkOf(page, id).innerText();
  for (const part of [rule, source]) assert.ok(told.includes(part), `${part} of ${told}`);
  await page.locator('.ladder').press('n');
  assert.match(await detail(page), new RegExp(`${event.kind}[^]*${id}`));
  assert.deepEqual(complaints, []);
});

test('the address of an event leads another reader to it', LIMIT, async (t) => {
  const { event, id } = firstBreach();
  const { page } = await openFile(t, file);
  await openFailure(page);
  const hash = `${new URL(page.url()).hash.replace(/\?.*/, '')}?event=${event.sequence}`;
  const other = await openFile(t, file, { hash, colorScheme: 'dark' });
  await other.page.waitForSelector('.ladder');
  assert.match(await detail(other.page), new RegExp(`${event.kind}[^]*${event.sequence}[^]*${id}`));
});

test('the theme of the system can be left, and the ladder is drawn anew', LIMIT, async (t) => {
  const { page } = await openFile(t, file, { colorScheme: 'dark' });
  await openFailure(page);
  const corner = () =>
    page.evaluate(() => [...document.querySelector('.ladder canvas').getContext('2d').getImageData(2, 2, 1, 1).data]);
  const dark = await corner();
  await page.click('button:has-text("Light theme")');
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'light');
  await page.waitForTimeout(300);
  const light = await corner();
  assert.ok(light[0] > dark[0] + 100, `${dark} to ${light}`);
});

test('on paper is each failed play, with what was demanded', LIMIT, async (t) => {
  const { page } = await openFile(t, file);
  await page.emulateMedia({ media: 'print' });
  await page.waitForSelector('.paper');
  const text = await page.locator('#print').innerText();
  for (const { scenario } of failed()) assert.ok(text.includes(scenario), scenario);
  assert.ok(text.includes(firstBreach().rule));
  assert.ok((await page.pdf()).length > 10_000);
});

for (const colorScheme of ['light', 'dark']) {
  test(`no page breaks a rule of accessibility, ${colorScheme}`, LIMIT, async (t) => {
    const { page } = await openFile(t, file, { colorScheme });
    await openFailure(page);
    const found = { ladder: await violationsOf(page) };
    for (const hash of ['#/', '#/?q=31004', '#/findings', '#/differences', '#/changes', '#/latency']) {
      await page.evaluate((to) => {
        window.location.hash = to;
      }, hash);
      await page.waitForTimeout(300);
      found[hash] = await violationsOf(page);
    }
    for (const violations of Object.values(found)) assert.deepEqual(violations, [], JSON.stringify(found));
  });
}
