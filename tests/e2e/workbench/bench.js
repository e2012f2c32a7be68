// A server that stays up, as `redial serve` starts it, its page in Chromium, and a page with the official SDK beside it. What is
// expected of them is said by the tests.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT } from '../formats/product.js';
import { LIMIT, newWindow, openAddress } from '../viewer/page.js';

const REDIAL = path.join(ROOT, 'build/release/bin/redial');
const agent = createRequire(path.join(ROOT, 'agent/clients/web/package.json'));
const { PageServer } = agent('./src/chromium/page_server.js');
const { findSdk } = agent('./src/sdk_package.js');

/** Starts a server and waits for its greeting. The answer is the greeting's values by name: `navigation`, `page`, … */
export async function serve(t, ...options) {
  const child = spawn(REDIAL, ['serve', ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  });
  let text = '';
  for await (const piece of child.stdout) {
    text += piece;
    if (/^secret .*\n(page .*\n)?$/m.test(text)) break;
  }
  return Object.fromEntries(text.trim().split('\n').map((line) => line.split(/ +/)));
}

/** The page of a server; with `window`, in that one. */
export async function openBench(t, address, options = {}) {
  const opened = await openAddress(t, address, options);
  await opened.page.waitForSelector('.top .pill-pass');
  return opened;
}

/**
 * A page that runs the official SDK, initialised for the server. `connect(token)` gives the code; `told` is what the SDK's
 * listeners were told since: ["CONNECTED", "DISCONNECT 31004", …].
 */
export async function openSdk(t, { navigation, 'app-key': appkey }, window) {
  const server = await PageServer.open((await findSdk()).modules);
  t.after(() => server.close());
  const page = await (window ?? (await newWindow(t))).newPage();
  await page.addInitScript(() => {
    window.redialSend = () => {};  // the agent's wrappers tell what they see; nobody listens here
  });
  await page.goto(server.url);
  await page.evaluate(
    async ([appKey, navigator]) => {
      const sdk = await import('@rongcloud/imlib-next');
      window.sdk = sdk;
      window.told = [];
      sdk.init({ appkey: appKey, navigators: [navigator], logOutputLevel: 4 });
      for (const name of ['CONNECTED', 'DISCONNECT', 'SUSPEND'])
        sdk.addEventListener(sdk.Events[name], (code) => window.told.push(`${name} ${code ?? ''}`.trim()));
    },
    [appkey, navigation],
  );
  return {
    page,
    connect: (token) => page.evaluate(async (text) => (await window.sdk.connect(text)).code, token),
    told: () => page.evaluate(() => window.told),
    untilTold: (word) =>
      page.waitForFunction((text) => window.told.some((one) => one.startsWith(text)), word, { timeout: LIMIT.timeout }),
  };
}

// The text of the newest token in the page, as its button copies it.
export async function copyNewestToken(page) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.locator('.issued').getByRole('button', { name: /Copy/ }).click();
  return page.evaluate(() => navigator.clipboard.readText());
}
