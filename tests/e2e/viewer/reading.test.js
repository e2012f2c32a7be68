// From the list of scenarios to the event that broke a promise, as three readers go.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { LIMIT, closeBrowser, hashOf, openPage } from './page.js';
import { BROKEN_AT, BROKEN_RULE, FAILING, sampleRun } from './sample_run.js';

after(closeBrowser);

const FAILING_LINK = `#/play/${encodeURIComponent('rongcloud-native 5.46.1')}/${encodeURIComponent(FAILING)}`;
const detail = (page) => page.locator('.event-panel').innerText();

test('the page opens from its file and asks for nothing else', LIMIT, async (t) => {
  const { page, address, requests, complaints } = await openPage(t, sampleRun());
  assert.match(await page.title(), /^1 failed/);
  assert.deepEqual(
    requests.filter((url) => url !== address && !url.startsWith('data:')),
    [],
  );
  assert.deepEqual(complaints, []);
});

test(
  'a failing scenario is found by a word of what was seen, and its play shows where it broke and which rule',
  LIMIT,
  async (t) => {
    const { page } = await openPage(t, sampleRun());
    await page.keyboard.press('/');
    await page.keyboard.type('no attempt');
    await page.waitForFunction(() => document.querySelector('[role=status]').textContent === '1 scenario, 1 play');
    await page.click('a.matrix-label');
    await page.waitForSelector('.ladder');
    assert.match(
      await page.locator('.check').first().innerText(),
      new RegExp(`${BROKEN_RULE}[^]*dials again within 10 s[^]*no attempt`),
    );
    assert.match(await detail(page), new RegExp(`status[^]*${BROKEN_AT}[^]*${BROKEN_RULE}[^]*30011`));
  },
);

test('a code is found where only an event has it', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleRun(), { hash: '#/?q=31004' });
  const names = await page.locator('.row-template .matrix-label').allInnerTexts();
  assert.deepEqual(
    names.map((name) => name.split('\n')[0].trim()),
    ['refused'],
  );
  assert.match(await page.locator('.row-case .matrix-text').first().innerText(), /code in its events/);
});

test('the way from a code leads to the event that has it', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleRun(), { hash: '#/?q=31004' });
  await page.click('.row-case .matrix-verdict a >> nth=0');
  await page.waitForSelector('.ladder');
  assert.match(await detail(page), /result[^]*31004/);
});

test('a link to an event leads to it, and survives a reload', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleRun(), { hash: `${FAILING_LINK}?event=13` });
  assert.match(await detail(page), /fault-fired[^]*13/);
  await page.reload();
  await page.waitForSelector('.ladder');
  assert.match(await detail(page), /fault-fired[^]*13/);
});

test('back and forward lead through list and play', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleRun(), { hash: '#/?verdict=fail' });
  await page.click('.row-template a.matrix-cell >> nth=0');
  await page.waitForSelector('.ladder');
  await page.goBack();
  await page.waitForSelector('.matrix');
  assert.equal(hashOf(page), '#/?verdict=fail');
  await page.goForward();
  await page.waitForSelector('.ladder');
  assert.ok(hashOf(page).includes(FAILING));
});

test('keys go from event to event and from mark to mark, the address follows, and Esc leads back', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleRun(), { hash: `${FAILING_LINK}?event=3` });
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction(() => window.location.hash.endsWith('event=4'));
  await page.keyboard.press('n');
  await page.waitForFunction(() => window.location.hash.endsWith('event=14'));
  await page.keyboard.press('n');
  await page.keyboard.press('p');
  await page.keyboard.press('p');
  await page.waitForFunction(() => window.location.hash.endsWith('event=14'));
  await page.keyboard.press('Escape');
  await page.waitForSelector('.matrix');
});

test('a click on a check selects its first event', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleRun(), { hash: `${FAILING_LINK}?event=3` });
  await page.click('.check-head >> nth=0');
  await page.waitForFunction(() => window.location.hash.endsWith('event=14'));
  assert.match(await detail(page), /socket-closed/);
});

test('a click on the ladder selects the event in that row', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleRun(), { hash: `${FAILING_LINK}?event=1` });
  await page.locator('.ladder').click({ position: { x: 300, y: 10 } });
  assert.match(await detail(page), /run-started/);
  await page.locator('.ladder').click({ position: { x: 300, y: 62 } });
  assert.doesNotMatch(await detail(page), /run-started/);
});

// What the ladder shows, from the map's own words: "0 ms to 1.2 s".
const windowOf = (page) => page.locator('.map').getAttribute('aria-valuetext');

test('the map leads to a time, by pointer and by keyboard', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleRun(), { hash: `${FAILING_LINK}?event=1` });
  for (let i = 0; i < 8; ++i) await page.keyboard.press('+');
  const before = await windowOf(page);
  await page.locator('.map').click({ position: { x: 1000, y: 20 } });
  await page.waitForFunction((text) => document.querySelector('.map').getAttribute('aria-valuetext') !== text, before);
  assert.match(await windowOf(page), / to 12\.0 s$/);
  await page.locator('.map').press('Home');
  await page.waitForFunction(() => document.querySelector('.map').getAttribute('aria-valuetext').startsWith('0 ms'));
});

test('the wheel with Ctrl zooms, a drag moves', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleRun(), { hash: `${FAILING_LINK}?event=1` });
  await page.locator('.ladder').hover({ position: { x: 300, y: 100 } });
  await page.keyboard.down('Control');
  for (let i = 0; i < 6; ++i) await page.mouse.wheel(0, -300);
  await page.keyboard.up('Control');
  await page.waitForFunction(() => document.querySelector('[aria-label=Zoom]').textContent.includes('800 %'));
  const top = () => page.locator('.ladder').evaluate((ladder) => ladder.scrollTop);
  await page.locator('.ladder').evaluate((ladder) => ladder.scrollTo(0, 0));
  await page.mouse.down();
  await page.mouse.move(700, 400, { steps: 4 });
  await page.mouse.move(700, 250, { steps: 4 });
  await page.mouse.up();
  assert.ok((await top()) > 50, `${await top()}`);
});

test('a frame is shown with its fields and its bytes', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleRun(), { hash: `${FAILING_LINK}?event=9` });
  assert.match(await detail(page), /CONNACK 0[^]*Frame[^]*type\s+CONNACK[^]*0000 {2}20 02 00 00/);
});

test('the table has the same selection, and the choice of a view lasts', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleRun(), { hash: `${FAILING_LINK}?event=13` });
  await page.keyboard.press('t');
  const selected = page.locator('[role=row][aria-selected=true]');
  assert.match(await selected.innerText(), /fault-fired/);
  await page.locator('[role=row]', { hasText: 'socket-opened' }).click();
  assert.match(await detail(page), /socket-opened/);
  await page.reload();
  await page.waitForSelector('.event-table');
});

test('hidden lanes and kinds have no rows', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleRun(), { hash: FAILING_LINK });
  await page.keyboard.press('t');
  await page.click('.events-tools button:has-text("Server side")');
  await page.click('button:has-text("Kinds")');
  await page.locator('.check-box', { hasText: 'socket-closed' }).click();
  const rows = (await page.locator('.event-table [role=row]').allInnerTexts()).join('\n');
  assert.doesNotMatch(rows, /server-|socket-closed/);
  assert.match(rows, /socket-opened/);
});

test('several plays of a scenario are reached one after the other', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleRun(), {
    hash: `#/play/${encodeURIComponent('rongcloud-web 5.38.0')}/kick%2Fagain?repeat=2`,
  });
  assert.match(await page.locator('.play-head').innerText(), /warning[^]*2 of 3/);
  await page.click('.repeats a:has-text("Next")');
  await page.waitForFunction(() => document.querySelector('.repeats').textContent.includes('3 of 3'));
});

test('the command to play it again can be copied', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleRun(), { hash: FAILING_LINK });
  assert.equal(await page.locator('.command code').innerText(), `redial run '${FAILING}' --client native`);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.click('.command button');
  await page.waitForFunction(() => document.querySelector('.command button').textContent === 'Copied');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `redial run '${FAILING}' --client native`);
});

test('a play that this run does not have is said to be missing', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleRun(), { hash: '#/play/nobody/nothing' });
  assert.match(await page.locator('main').innerText(), /No such play[^]*nothing[^]*nobody/);
});

test('a page without a run says how to get one', LIMIT, async (t) => {
  const { page } = await openPage(t, undefined);
  assert.match(await page.locator('main').innerText(), /holds no run/);
});
