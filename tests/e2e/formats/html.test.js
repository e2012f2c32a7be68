// The page of each run, as Chromium shows it on paper: every failed play under its name, with what was demanded and seen. What
// the page does on a screen is tested with the page (tests/e2e/viewer).
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { closeBrowser, openFile } from '../viewer/page.js';
import { removeFolders } from './product.js';
import { everyRun, results } from './reports.js';

after(closeBrowser);
after(removeFolders);

everyRun('HTML: each failed play is told under its name', async ({ page: file, run }, name, t) => {
  const { page, complaints } = await openFile(t, file);
  assert.match(await page.title(), run.summary.failed > 0 ? new RegExp(`^${run.summary.failed} failed`) : /^Redial/);
  await page.emulateMedia({ media: 'print' });
  await page.waitForSelector('.paper');
  const text = await page.locator('#print').innerText();
  for (const { scenario, client, shows, checks } of results(run, 'fail')) {
    const [{ rule, detail = '' }] = checks.filter(({ verdict }) => verdict === 'fail');
    for (const part of [scenario, client.name, shows, run.rules[rule].rule, detail]) assert.ok(text.includes(part), part);
  }
  assert.deepEqual(complaints, []);
});
