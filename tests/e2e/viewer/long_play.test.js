// A play of 100,000 events. Its times are printed, and held against bounds that only a page that hangs would miss.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { LIMIT, closeBrowser, openPage } from './page.js';
import { BROKEN_RULE, longRun } from './sample_run.js';

after(closeBrowser);

const EVENTS = 100_000;
const GENEROUS_MS = 60_000;
const FRAMES = 60;

// From the click on its cell to a drawn ladder, and how long the frames of a scroll through the whole play take.
async function measure(page) {
  const opened = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const begin = performance.now();
        document.querySelector('.matrix-verdict a.matrix-cell').click();
        const look = () =>
          document.querySelector('.ladder canvas')?.width > 0
            ? requestAnimationFrame(() => resolve(performance.now() - begin))
            : setTimeout(look, 1);
        look();
      }),
  );
  const frames = await page.evaluate(
    (count) =>
      new Promise((resolve) => {
        const ladder = document.querySelector('.ladder');
        const times = [];
        let last = performance.now();
        const step = (i) => {
          times.push(performance.now() - last);
          last = performance.now();
          if (i === count) return resolve(times.slice(1));
          ladder.scrollTop = (ladder.scrollHeight - ladder.clientHeight) * (i / count);
          return requestAnimationFrame(() => step(i + 1));
        };
        requestAnimationFrame(() => step(0));
      }),
    FRAMES,
  );
  return { opened, frames: frames.sort((a, b) => a - b) };
}

test('it opens, can be scrolled from end to end, and shows what broke at its end', LIMIT, async (t) => {
  const { page, complaints } = await openPage(t, longRun(EVENTS));
  const { opened, frames } = await measure(page);
  const [median, worst] = [frames[frames.length >> 1], frames.at(-1)];
  t.diagnostic(
    `${EVENTS} events: open ${opened.toFixed(0)} ms; a frame of a scroll ${median.toFixed(1)} ms, at worst ${worst.toFixed(0)}`,
  );
  assert.ok(opened < GENEROUS_MS && worst < GENEROUS_MS);
  assert.match(await page.locator('.event-panel').innerText(), new RegExp(`99999[^]*${BROKEN_RULE}`));
  for (const key of ['-', '-', '-', '+', 'Home', 'End', 't']) await page.keyboard.press(key);
  assert.match(await page.locator('[role=row][aria-selected=true]').innerText(), /100000[^]*run-ended/);
  assert.deepEqual(complaints, []);
});
