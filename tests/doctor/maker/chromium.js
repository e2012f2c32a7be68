// Debian's Chromium with a customer's page in it and DevTools on that page. It finds nothing but loopback.
'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const path = require('node:path');
const readline = require('node:readline');
const { spawnChild } = require('./children');
const { DevTools } = require('./dev_tools');
const { fromAgents } = require('./tree');

const { makeHome } = fromAgents('./src/chromium/certificate_store');

const PROGRAM = '/usr/bin/chromium';
const LISTENING = /listening on ws:\/\/127\.0\.0\.1:(\d+)\//;
const ARGUMENTS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--remote-debugging-port=0', '--remote-allow-origins=*',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.*, EXCLUDE localhost, EXCLUDE [::1]',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--window-size=500,400',
  // The page is behind its DevTools, where timers would run once a minute after a while.
  '--disable-background-timer-throttling', '--disable-backgrounding-occluded-windows', '--disable-renderer-backgrounding',
  '--disable-features=IntensiveWakeUpThrottling,CalculateNativeWinOcclusion',
];
const TRIES = 5;  // of loading a page until DevTools have it
const PLAYS_PER_TAB = 15;  // DevTools get slower with what they have seen
const VIEWED_MS = 300;  // for DevTools to show what has come last

class Chromium {
  #process;
  #browser;
  #port;
  #recorded;  // { page, tools }
  #plays = 0;

  // Trusts the CA in `caFile`.
  static async start(caFile) {
    const home = makeHome(caFile);
    const args = [...ARGUMENTS, `--user-data-dir=${path.join(home, 'profile')}`, 'about:blank'];
    const started = spawnChild(PROGRAM, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, HOME: home } });
    const port = await debuggingPort(started);
    const browser = await fromAgents('playwright-core').chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    return new Chromium(started, browser, port);
  }

  constructor(started, browser, port) {
    this.#process = started;
    this.#browser = browser;
    this.#port = port;
  }

  // The customer's page at `url`: in the one tab that DevTools are open on, which must be free, or in another one. A page of
  // another origin knows nothing of those before.
  async openTab(url, isRecorded = true) {
    const [context] = this.#browser.contexts();
    if (!isRecorded) return Tab.open(await context.newPage(), url);
    if (this.#plays++ % PLAYS_PER_TAB === 0) await this.#openRecorded(context);
    return Tab.open(this.#recorded.page, url, this.#recorded.tools);
  }

  async #openRecorded(context) {
    await this.#recorded?.page.close();
    await this.#recorded?.tools.close();
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const { targetInfo } = await session.send('Target.getTargetInfo');
    this.#recorded = { page, tools: await DevTools.open(context, this.#port, targetInfo.targetId) };
  }

  async close() {
    await this.#browser.close();
    this.#process.kill('SIGTERM');
    await once(this.#process, 'exit');
  }
}

// A customer in a tab: takes the steps of customer/chat.mjs.
class Tab {
  #page;
  #tools;
  #texts = [];  // of console messages
  #hear = (message) => this.#texts.push(message.text());

  static async open(page, url, tools) {
    const tab = new Tab(page, tools);
    await load(page, `${url}/`, tools);
    page.on('console', tab.#hear);
    return tab;
  }

  constructor(page, tools) {
    this.#page = page;
    this.#tools = tools;
  }

  open(settings) {
    return this.#page.evaluate((all) => { openChat(all); }, settings);
  }

  do(step, ...args) {
    return this.#page.evaluate(([name, values]) => chat[name](...values), [step, args]);
  }

  // { har, console, text }: the last has the messages without where they come from.
  async record(options) {
    await new Promise((resolve) => { setTimeout(resolve, VIEWED_MS); });
    return { har: await this.#tools.har(), console: await this.#tools.console(options), text: `${this.#texts.join('\n')}\n` };
  }

  async close() {
    this.#page.off('console', this.#hear);
    if (this.#tools) await this.#page.goto('about:blank');
    else await this.#page.close();
  }
}

async function load(page, url, tools) {
  for (let i = 0; i < TRIES; ++i) {
    await page.goto(url);
    await page.waitForFunction('window.isLoaded');
    if (!tools || await tools.sees(url)) return;
  }
  throw new Error(`DevTools do not record ${url}: is this another Chromium than this maker knows?`);
}

async function debuggingPort(started) {
  if (!fs.existsSync(PROGRAM)) throw new Error(`there is no ${PROGRAM}: install Debian's chromium`);
  for await (const line of readline.createInterface({ input: started.stderr })) {
    const [, port] = LISTENING.exec(line) ?? [];
    if (!port) continue;
    started.stderr.resume();
    return Number(port);
  }
  throw new Error('Chromium ended before it listened for debuggers');
}

module.exports = { Chromium };
