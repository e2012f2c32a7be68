// The page of records that others have made, as the doctor writes it: it speaks of records, and of nothing that only a run has.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { ROOT, newFolder, redial, removeFolders } from '../formats/product.js';
import { LIMIT, closeBrowser, openFile, violationsOf } from './page.js';

const CORPUS = path.join(ROOT, 'tests/doctor/corpus');
const OF_A_RUN = /\b(play(s|ed)?|scenarios?|seed|repeat|real time|core|1970)\b/i;
const ANSWERED = [0, 1, 3];  // the doctor's exit codes, but that of wrong use

let folder;

function pageOf(name, files) {
  const page = path.join(folder, name);
  redial(['doctor', ...files, '--html', page], ANSWERED);
  return page;
}

before(() => {
  folder = newFolder();
});
after(closeBrowser);
after(removeFolders);

const inCorpus = (...names) => names.map((name) => path.join(CORPUS, name));
const SEVERAL = inCorpus(
  'har/kicked.second-tab.har',
  'har/app-blocked.login.har',
  'console/token-expired.alone.node-3.log',
  'run/token-expired.token-expired.web-node.run.json',
);

test('one record tells its kind, its file, when it begins and how long it is', LIMIT, async (t) => {
  const file = path.join(folder, 'sent by a customer.har');
  fs.copyFileSync(inCorpus('har/kicked.second-tab.har')[0], file);
  const { page, complaints } = await openFile(t, pageOf('one.html', [file]));
  const facts = await page.locator('.facts').innerText();
  assert.ok(facts.includes(`1 HAR`) && facts.includes(file), facts);
  assert.match(facts, /begins \d+ \w+ 20\d\d, \d\d:\d\d UTC[^]*spans 1\.\d+ s/);
  assert.equal(await page.locator('.row-template .matrix-label').innerText(), 'sent by a customer.har');
  await page.click('a.matrix-label');
  await page.waitForSelector('.ladder');
  assert.equal(await page.locator('.command code').innerText(), `redial repro '${file}'`);
  assert.deepEqual(complaints, []);
});

test('several records are counted by kind, and no word is of a run', LIMIT, async (t) => {
  const { page } = await openFile(t, pageOf('several.html', SEVERAL));
  assert.match(await page.locator('.facts').innerText(), /2 HARs[^]*1 console log\b[^]*1 saved run\b/);
  assert.deepEqual(await page.locator('.tabs a').evaluateAll((tabs) => tabs.map((tab) => tab.firstChild.textContent)), [
    'Records',
    'Findings',
  ]);
  assert.doesNotMatch(await page.locator('main').innerText(), OF_A_RUN);
  await page.keyboard.press('?');
  assert.doesNotMatch(await page.locator('dialog').innerText(), OF_A_RUN);
});

test('in both themes and on a phone nothing is wider than the window, or hard to read', LIMIT, async (t) => {
  const file = pageOf('wide.html', SEVERAL);
  for (const options of [{ colorScheme: 'dark' }, { width: 420 }, { colorScheme: 'dark', width: 420 }]) {
    const { page } = await openFile(t, file, options);
    const link = await page.locator('a.matrix-label').first().getAttribute('href');
    for (const hash of ['#/', '#/findings', link]) {
      await page.evaluate((to) => {
        window.location.hash = to;
      }, hash);
      await page.waitForTimeout(200);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= (options.width ?? 1440), hash);
      assert.deepEqual(await violationsOf(page), [], hash);
    }
  }
});
