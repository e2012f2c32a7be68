// Chromium's own DevTools on a page: what their Network panel exports as HAR, and what their Console saves as text. Both are the
// exporters that a person uses; this only calls them.
'use strict';

const MODULES = '/devtools';
const LIMIT_MS = 60_000;

class DevTools {
  #frontend;

  // Of `page`, by its DevTools id, in a browser that listens for debuggers on `port`. From now on everything is recorded.
  static async open(context, port, targetId) {
    const frontend = await context.newPage();
    const debuggers = `127.0.0.1:${port}`;
    await frontend.goto(`http://${debuggers}${MODULES}/inspector.html?ws=${debuggers}/devtools/page/${targetId}&panel=console`);
    await frontend.waitForFunction(isRecording, MODULES, { timeout: LIMIT_MS, polling: 50 });
    return new DevTools(frontend);
  }

  constructor(frontend) {
    this.#frontend = frontend;
  }

  // Whether the page at `url` is on record, from its own document on. Right after opening it may not be.
  sees(url) {
    return this.#frontend.evaluate(hasDocument, [MODULES, url]);
  }

  // The text of "Export HAR (with sensitive data)".
  har() {
    return this.#frontend.evaluate(exportHar, MODULES);
  }

  // The text of the Console's "Save as…". Only with `verbose` is there what was written by console.debug.
  console({ verbose = false } = {}) {
    return this.#frontend.evaluate(saveConsole, [MODULES, verbose]);
  }

  async close() {
    await this.#frontend.close();
  }
}

// ---- in the DevTools' own page ----

async function isRecording(modules) {
  const sdk = await import(`${modules}/core/sdk/sdk.js`);
  // To ask for the model would make it, ahead of those who observe it.
  const [manager] = sdk.TargetManager.TargetManager.instance().models(sdk.NetworkManager.NetworkManager);
  if (!manager) return false;
  await manager.target().networkAgent().invoke_enable({});  // answered behind whatever was asked before
  const logs = await import(`${modules}/models/logs/logs.js`);
  logs.NetworkLog.NetworkLog.instance().setIsRecording(true);
  return logs.NetworkLog.NetworkLog.instance() !== undefined;
}

async function hasDocument([modules, url]) {
  const { NetworkLog } = await import(`${modules}/models/logs/logs.js`);
  const { PageLoad } = await import(`${modules}/core/sdk/sdk.js`);
  const [first] = NetworkLog.NetworkLog.instance().requests();
  return first?.url() === url && PageLoad.PageLoad.forRequest(first) !== null;
}

async function exportHar(modules) {
  const { Writer } = await import(`${modules}/models/har/har.js`);
  const { NetworkLog } = await import(`${modules}/models/logs/logs.js`);
  const progress = { canceled: false, createSubProgress: () => ({ canceled: false }) };
  return Writer.Writer.harStringForRequests(NetworkLog.NetworkLog.instance().requests(), { sanitize: false }, progress);
}

async function saveConsole([modules, verbose]) {
  const { Settings } = await import(`${modules}/core/common/common.js`);
  const levels = Settings.Settings.instance().createSetting('message-level-filters', {});
  levels.set({ verbose, info: true, warning: true, error: true });
  const { ConsoleView } = await import(`${modules}/panels/console/console.js`);
  const view = ConsoleView.ConsoleView.instance();
  const lines = Array.from({ length: view.itemCount() }, (_, i) => view.itemElement(i).toExportString());
  return `${lines.join('\n')}\n`;
}

module.exports = { DevTools };
