// The page in Chromium, opened from a file as a reader opens it. It writes the file, and looks at the page; what is expected of
// it is said by the tests.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildPage, embed, fromPackage } from '../../unit/viewer/viewer.js';

const CHROMIUM = '/usr/bin/chromium';
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
export const LIMIT = { timeout: 300_000 };  // a busy machine is slow, not wrong
const WAIT_MS = 120_000;
const axeSource = fs.readFileSync(fromPackage.resolve('axe-core/axe.min.js'), 'utf8');

let template;
let browser;

async function chromium() {
  browser ??= await fromPackage('playwright-core').chromium.launch({
    executablePath: CHROMIUM,
    args: ARGUMENTS,
    timeout: WAIT_MS,
  });
  return browser;
}

// After the last test of a file.
export async function closeBrowser() {
  await browser?.close();
}

async function writePage(t, data) {
  template ??= await buildPage();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'redial-page-'));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'report.html');
  fs.writeFileSync(file, data === undefined ? template : embed(template, JSON.stringify(data)));
  return file;
}

// An empty page with nothing of ours in it. It lives as long as the browser.
export async function blankPage() {
  return (await chromium()).newPage();
}

/**
 * Opens a page that was written. The answer has the Playwright page, the file's address, and what the page asked for and
 * complained of.
 */
export async function openFile(t, file, { hash = '', ...options } = {}) {
  const address = pathToFileURL(file).href;
  return { address, ...(await openAddress(t, address + hash, options)) };
}

/** A context of the browser: pages in it are tabs of one window. */
export async function newWindow(t, { colorScheme = 'light', width = 1440, reducedMotion = 'no-preference' } = {}) {
  const context = await (await chromium()).newContext({ viewport: { width, height: 900 }, colorScheme, reducedMotion });
  t.after(() => context.close());
  return context;
}

/** The same as openFile for any address, in a window of its own unless `window` is one. */
export async function openAddress(t, address, { window, ...options } = {}) {
  const page = await (window ?? (await newWindow(t, options))).newPage();
  page.setDefaultTimeout(WAIT_MS);
  const requests = [];
  const complaints = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(address);
  await page.waitForSelector('main');
  return { page, requests, complaints };
}

/** The same for the page of `data`; of the bare template if that is undefined. */
export async function openPage(t, data, options) {
  return openFile(t, await writePage(t, data), options);
}

// What axe-core finds wrong: "rule: selector, selector". It is put in by the debugger, past the page's own policy.
export async function violationsOf(page) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 4)
        .map(({ target, failureSummary }) => `${target} ${failureSummary}`)
        .join(', ')}`,
  );
}

// The part of an address behind the #, readable.
export const hashOf = (page) => decodeURIComponent(new URL(page.url()).hash);
