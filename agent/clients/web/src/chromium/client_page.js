// The agent's end of one page, which holds one client. It carries requests and events, and reads neither.
'use strict';

const { status } = require('@grpc/grpc-js');

class ClientPage {
  #onEvents;
  #onCrashed;
  #opened;  // promise of the DevTools session
  #context;
  #over = false;

  // `browser`: a promise. `onEvents(events)` for every batch; `onCrashed(how)` once, after the last batch, if the page ends
  // without having been killed.
  constructor(browser, url, { onEvents, onCrashed }) {
    this.#onEvents = onEvents;
    this.#onCrashed = onCrashed;
    this.#opened = this.#open(browser, url);
    this.#opened.catch(() => {});  // whoever asks of it hears why
  }

  // Resolves when the page has carried the operation out; rejects with a gRPC status if it refused or is gone.
  async request(operation, argument) {
    const session = await this.#opened.catch((error) => {
      throw { code: status.UNAVAILABLE, details: `no page could be opened: ${error.message}` };
    });
    const expression = `redial.request(${JSON.stringify({ operation, argument })})`;
    const refusal = await evaluate(session, expression).catch((error) => {
      throw { code: status.NOT_FOUND, details: `the client is gone: ${error.message}` };
    });
    if (refusal !== undefined) throw { code: status.INVALID_ARGUMENT, details: refusal };
  }

  // Its sockets are closed by the browser.
  kill() {
    this.#over = true;
    this.#close();
  }

  async #open(browser, url) {
    this.#context = await (await browser).newContext({ serviceWorkers: 'block' });
    if (this.#over) this.#close();
    const page = await this.#context.newPage();
    page.on('crash', () => this.#die('the page crashed'));
    this.#context.on('close', () => this.#die('the browser is gone'));
    const session = await this.#context.newCDPSession(page);
    session.on('Runtime.bindingCalled', ({ payload }) => this.#over || this.#onEvents(JSON.parse(payload)));
    await session.send('Runtime.enable');
    await session.send('Runtime.addBinding', { name: 'redialSend' });
    await page.goto(url);
    await evaluate(session, `redial.begin(${await timeOrigin(session)})`);
    return session;
  }

  #die(how) {
    if (this.#over) return;
    this.#over = true;
    this.#onCrashed(how);
    this.#close();
  }

  #close() {
    this.#context?.close().catch(() => {});  // the browser may be gone
  }
}

async function evaluate(session, expression) {
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', { expression, returnByValue: true });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

// Where the page's performance.now() is zero, in milliseconds of CLOCK_MONOTONIC. Chromium's ticks are that clock on Linux, so
// that times of the page are exact but for the 5 µs steps of performance.now() and a few µs in how the origin is told.
async function timeOrigin(session) {
  await session.send('Performance.enable', { timeDomain: 'timeTicks' });
  const { metrics } = await session.send('Performance.getMetrics');
  await session.send('Performance.disable');
  return metrics.find(({ name }) => name === 'NavigationStart').value * 1000;
}

module.exports = { ClientPage };
