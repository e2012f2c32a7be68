// Clients in headless Chromium: one browser for each CA to trust, in it one isolated context with one page per client.
'use strict';

const fs = require('node:fs');
const { chromium } = require('playwright-core');
const { makeHome } = require('./certificate_store');
const { ClientPage } = require('./client_page');
const { PageServer } = require('./page_server');

const PROGRAM = '/usr/bin/chromium';
// Host names and addresses alike: nothing but loopback is found.
const LOOPBACK_ONLY = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.*, EXCLUDE localhost, EXCLUDE [::1]';

class ChromiumHost {
  capabilities = [];
  #pages;
  #browsers = new Map();  // promises of browsers by the text of the CA

  // Launches the first browser, so that a missing one shows at once.
  static async open({ modules }) {
    const host = new ChromiumHost(await PageServer.open(modules));
    host.name = `chromium ${(await host.#browser('')).version()}`;
    return host;
  }

  constructor(pages) {
    this.#pages = pages;
  }

  start({ caFile }, handlers) {
    return new ClientPage(this.#browser(caFile), this.#pages.url, handlers);
  }

  async close() {
    this.#pages.close();
    const browsers = await Promise.allSettled(this.#browsers.values());
    await Promise.all(browsers.map(({ value }) => value?.close()));
  }

  #browser(caFile) {
    const ca = caFile ? fs.readFileSync(caFile, 'utf8') : '';
    if (!this.#browsers.has(ca)) this.#browsers.set(ca, launch(caFile));
    return this.#browsers.get(ca);
  }
}

// It ends with this process: Playwright kills it at exit, and if this process is killed, the browser sees the end of the pipe
// that it is driven through.
async function launch(caFile) {
  if (!fs.existsSync(PROGRAM)) throw new Error(`there is no ${PROGRAM}: install Debian's chromium`);
  return chromium.launch({
    executablePath: PROGRAM,
    args: [LOOPBACK_ONLY],
    env: { ...process.env, HOME: makeHome(caFile) },
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

module.exports = { ChromiumHost };
