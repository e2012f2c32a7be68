// A run of the product with more than 100,000 events. How long its page takes is printed, and held against bounds that only a
// page that hangs would miss.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { FILES, play, removeFolders } from '../formats/product.js';
import { LIMIT, closeBrowser, openFile } from './page.js';

const EVENTS = 100_000;
const GENEROUS_MS = 60_000;
const LONGEST = 'navigation/answer_serves_for_two_hours';  // the library's longest play
const CLIENTS = ['reference', 'reference:native', 'reference:web+never-reconnects'];

let file;

before(() => {
  file = path.join(play(['longhaul', 'navigation', 'network'], CLIENTS, { formats: 'html' }), FILES.html);
});
after(closeBrowser);
after(removeFolders);

// Notes, in the page, when the list of scenarios first stands there.
const NOTE_FIRST_SIGHT = () => {
  const watch = new MutationObserver(() => {
    if (!document.querySelector('.matrix-cell')) return;
    watch.disconnect();
    requestAnimationFrame(() => {
      window.firstSightMs = performance.now();
    });
  });
  watch.observe(document, { childList: true, subtree: true });
};

const windowOf = (page) => page.locator('.map').getAttribute('aria-valuetext');

// What `act` takes until the ladder shows another time, in ms.
async function changesWindow(page, act) {
  const before = await windowOf(page);
  const begin = performance.now();
  await act();
  await page.waitForFunction((text) => document.querySelector('.map').getAttribute('aria-valuetext') !== text, before);
  return performance.now() - begin;
}

test('it opens, and its longest play can be zoomed and scrubbed', LIMIT, async (t) => {
  const { page, complaints } = await openFile(t, file);
  const events = Number((await page.locator('.summary').innerText()).match(/([\d,]+) events/)[1].replaceAll(',', ''));
  assert.ok(events > EVENTS, `${events}`);
  await page.addInitScript(NOTE_FIRST_SIGHT);
  await page.reload();
  const opened = await (await page.waitForFunction(() => window.firstSightMs)).jsonValue();

  await page.keyboard.press('/');
  await page.keyboard.type(`${LONGEST} next-day`);
  await page.click('.row-case .matrix-verdict a, .row-template .matrix-verdict a');
  await page.waitForSelector('.ladder');
  const zoomed = await changesWindow(page, () => page.keyboard.press('+'));
  const scrubbed = await changesWindow(page, () => page.locator('.map').click({ position: { x: 700, y: 20 } }));
  const times = [opened, zoomed, scrubbed].map((ms) => ms.toFixed(0));
  t.diagnostic(`${events} events: open ${times[0]} ms, zoom ${times[1]} ms, scrub ${times[2]} ms`);
  for (const ms of [opened, zoomed, scrubbed]) assert.ok(ms < GENEROUS_MS);
  assert.deepEqual(complaints, []);
});
