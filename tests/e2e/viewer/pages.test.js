// The other pages: findings, differences, changes, latency; themes, paper, hostile text.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { runOf } from '../../unit/viewer/run_builder.js';
import { LIMIT, closeBrowser, openPage, violationsOf } from './page.js';
import { FAILING, HOSTILE, sampleRun } from './sample_run.js';

after(closeBrowser);

const play = (id, more = '') => `#/play/${encodeURIComponent('rongcloud-native 5.46.1')}/${encodeURIComponent(id)}${more}`;
const ADDRESSES = [
  '#/',
  '#/?q=told',
  '#/findings',
  '#/differences',
  '#/changes',
  '#/latency',
  play(FAILING),
  play(FAILING, '?event=9'),
];
const main = (page) => page.locator('main').innerText();

for (const colorScheme of ['light', 'dark']) {
  test(`no page breaks a rule of accessibility, ${colorScheme}`, LIMIT, async (t) => {
    const { page } = await openPage(t, sampleRun(), { colorScheme });
    const found = {};
    for (const address of ADDRESSES) {
      await page.evaluate((hash) => {
        window.location.hash = hash;
      }, address);
      await page.waitForTimeout(300);
      const violations = await violationsOf(page);
      if (violations.length > 0) found[address] = violations;
    }
    await page.keyboard.press('t');
    await page.waitForSelector('.event-table');
    const violations = await violationsOf(page);
    if (violations.length > 0) found.table = violations;
    assert.deepEqual(found, {});
  });
}

test('what limits the run is said above the matrix', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleRun());
  const text = await page.locator('.summary').innerText();
  assert.match(text, /interrupted[^]*died by themselves once[^]*1 recorded deviation did not show up/);
  assert.match(text, /The latencies are inconclusive: the machine woke threads 12\.0 ms late or more/);
  assert.match(text, /last-week: 1 verdict worse, none better; 1 reconnect time slower, none faster/);
});

test('findings are told once each, with where they show', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleRun(), { hash: '#/findings' });
  const text = await main(page);
  assert.match(
    text,
    /Broken promises[^]*reconnects-by-itself[^]*SIGSEGV[^]*275 ms late[^]*told twice, as reported[^]*first-wait/,
  );
  assert.match(text, /Stale deviations[^]*known_deviations.yaml:12/);
  await page.click('#section-known summary');
  assert.match(await page.locator('#section-known .places').innerText(), /token\/refused \[kind=foreign\]/);
});

test('differences lead to their plays', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleRun(), { hash: '#/differences' });
  await page.click('button:has-text("verdict 1")');
  assert.equal(await page.locator('tbody tr').count(), 1);
  await page.click('td a:has-text("fail")');
  await page.waitForSelector('.ladder');
});

test('changes against the baseline tell what got worse', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleRun(), { hash: '#/changes' });
  assert.match(await main(page), /last-week[^]*Worse[^]*network\/reset[^]*passed[^]*failed/);
});

test('latency has percentiles where there are enough samples, and says where there are not', LIMIT, async (t) => {
  const { page, complaints } = await openPage(t, sampleRun(), { hash: '#/latency' });
  const text = await main(page);
  assert.match(text, /rongcloud-native 5\.46\.1: 2 reconnects are too few/);
  assert.match(text, /slower[^]*50\.0 ms[^]*62\.0 ms[^]*< 0\.001[^]*40 \/ 24/);
  const cells = await page.locator('.figures tbody tr:has(th:text-is("p95")) td').allInnerTexts();
  assert.deepEqual(cells, ['–', '174 ms']);
  assert.equal(await page.locator('.plot canvas').count(), 3);
  assert.deepEqual(complaints, []);
});

test('latency tells how wrong its figures may be', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleRun(), { hash: '#/latency' });
  const text = await main(page);
  assert.match(text, /inconclusive: the machine woke threads 12\.0 ms late/);
  assert.match(text, /Times may be off by 3\.00 ms, [^.]*known delays 0\.12 ms, kernel timestamps 0\.05 ms, lag 3\.00 ms\./);
});

test('the slowest reconnect leads to the moment of its loss', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleRun(), { hash: '#/latency' });
  await page.click('section:has(h2:text-is("The slowest")) tbody a >> nth=0');
  await page.waitForSelector('.ladder');
  assert.ok(page.url().includes('at=500'));
});

for (const time of ['compressed', 'virtual']) {
  test(`a run in ${time} time says that it measures no latency`, LIMIT, async (t) => {
    const { page } = await openPage(
      t,
      sampleRun(({ run }) => Object.assign(run, { time })),
      { hash: '#/latency' },
    );
    assert.match(await main(page), new RegExp(`time is ${time}[^]*measures no latency`));
    assert.equal(await page.locator('.figures').count(), 0);
  });
}

test('a run without a single play is whole', LIMIT, async (t) => {
  const { page, complaints } = await openPage(t, runOf([]), { hash: '#/latency' });
  assert.match(await main(page), /No client came back by itself/);
  await page.click('nav a:has-text("Scenarios")');
  await page.waitForSelector('main:has-text("No play matches")');
  assert.match(await main(page), /0\s+Failed/);
  assert.deepEqual(complaints, []);
});

test('a run without any of the optional parts is whole', LIMIT, async (t) => {
  const bare = sampleRun((data) => {
    for (const name of ['baseline', 'history', 'frames', 'crashes', 'differences', 'latencies']) delete data[name];
    delete data.events.sequence;
  });
  const { page, complaints } = await openPage(t, bare, { hash: '#/latency' });
  for (const hash of ['#/findings', '#/differences', '#/changes', play(FAILING), '#/']) {
    await page.evaluate((to) => {
      window.location.hash = to;
    }, hash);
    await page.waitForTimeout(200);
  }
  assert.deepEqual(complaints, []);
});

test('the theme follows the system, can be switched, and stays', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleRun(), { colorScheme: 'dark' });
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  assert.equal(await theme(), 'dark');
  await page.click('button:has-text("Light theme")');
  assert.equal(await theme(), 'light');
  await page.reload();
  await page.waitForSelector('.matrix');
  assert.equal(await theme(), 'light');
});

test('on paper are the summary and each failed play with its checks, and nothing else', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleRun());
  await page.emulateMedia({ media: 'print' });
  await page.waitForSelector('.paper');
  const text = await page.locator('#print').innerText();
  assert.match(text, /1 failed[^]*1 inconclusive/);
  assert.match(
    text,
    /network\/reset \[moment=login\] \(tls\)[^]*reconnects-by-itself[^]*dials again[^]*--client native[^]*275 ms late/,
  );
  assert.equal(await page.locator('#app').isVisible(), false);
  assert.ok((await page.pdf()).length > 10_000);
  await page.emulateMedia({ media: 'screen' });
  await page.waitForSelector('.paper', { state: 'detached' });
  assert.equal(await page.locator('#print').innerText(), '');
});

test('text of the run is never markup, and its control characters are seen', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleRun(), { hash: play(FAILING, '?event=2') });
  const text = await main(page);
  assert.ok(text.includes('<img src=x onerror="document.title=1"> \\u{202e}\\u{1b}[31m'), text);
  assert.equal(await page.locator('img').count(), 0);
  assert.notEqual(await page.title(), '1');
  assert.ok(!text.includes(HOSTILE));
});

test('links out of the page tell nobody where they were followed', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleRun(), { hash: play(FAILING) });
  const links = await page
    .locator('a[href^="http"]')
    .evaluateAll((all) => all.map(({ href, rel, target }) => [href, rel, target]));
  assert.ok(links.length > 0);
  for (const link of links) assert.deepEqual(link, ['https://docs.example/reconnect', 'noreferrer noopener', '_blank']);
});

test('at 900 pixels nothing is wider than the window', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleRun(), { width: 900 });
  for (const hash of ['#/', '#/latency', play(FAILING)]) {
    await page.evaluate((to) => {
      window.location.hash = to;
    }, hash);
    await page.waitForTimeout(200);
    const [inside, outside] = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.querySelector('main');
      return [scrollWidth, clientWidth];
    });
    assert.ok(inside <= outside, `${hash}: ${inside} in ${outside}`);
  }
});

test('on a phone no page is wider than the window, and what broke can be read', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleRun(), { width: 420 });
  for (const hash of ADDRESSES) {
    await page.evaluate((to) => {
      window.location.hash = to;
    }, hash);
    await page.waitForTimeout(200);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 420, hash);
    assert.deepEqual(await violationsOf(page), [], hash);
  }
  await page.evaluate(() => {
    window.location.hash = '#/';
  });
  const broken = await page.locator('.attention li > a').first().boundingBox();
  assert.ok(broken.width > 150 && broken.x + broken.width <= 420, JSON.stringify(broken));
});

test('the keys are told in a dialog that Esc closes, without leaving the page', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleRun(), { hash: play(FAILING) });
  await page.keyboard.press('?');
  await page.waitForSelector('dialog[open]');
  assert.deepEqual(await violationsOf(page), []);
  await page.keyboard.press('Escape');
  await page.waitForSelector('dialog', { state: 'detached' });
  assert.equal(await page.locator('.ladder').count(), 1);
});

test('arrow keys lead from cell to cell, and Enter opens', LIMIT, async (t) => {
  const { page } = await openPage(t, sampleRun());
  await page.locator('.matrix-cell').first().focus();
  for (const key of ['ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
  const place = await page.evaluate(() => [document.activeElement.dataset.row, document.activeElement.dataset.column]);
  assert.deepEqual(place, ['1', '1']);
});
