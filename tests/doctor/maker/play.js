// One situation, played once: a tenant, an app server and a customer, and what the situation does with them. It keeps the secrets
// that were in play; it says nothing of causes.
'use strict';

const { AppServer } = require('./app_server');
const { callApi, signature } = require('./server_api');

const DAY_MS = 86_400_000;
const VALIDITY_MS = 30 * DAY_MS;  // as set in the console, where a situation does not say otherwise
const STEP_LIMIT_MS = 120_000;
const TAGS = ['[chat]', 'chat:', '[app]', 'IM >', '[im-client]', '(chat)'];

// The situation did not come about; another try may.
class NotAsMeant extends Error {}

class Play {
  #server;
  #mock;
  #extra = [];  // further customers, and what else is to be closed
  #cached;  // answer of a login
  #spoil;
  secrets = new Set();
  wiredPorts = [];  // that a capture is to have, beside those of its app

  // `situation` as in situations/; `makeCustomer(url)` resolves with a Tab or a NodeCustomer.
  constructor(mock, situation, chance, makeCustomer) {
    this.#mock = mock;
    this.situation = situation;
    this.chance = chance;
    this.makeCustomer = makeCustomer;
    this.tag = chance.of(TAGS);
    this.user = chance.user();
    this.otherUser = chance.user();
  }

  // Resolves when the situation is over. `level` is the SDK's logOutputLevel.
  // `beforeCustomer` is awaited when all servers are up and the customer is not.
  async run({ name, level, beforeCustomer = async () => {} }) {
    const { situation } = this;
    this.#spoil = (await import('./customer/spoil.mjs')).spoil;
    this.level = level;
    this.app = await this.makeApp({ policy: situation.policy, play: name });
    this.#server = await AppServer.open({
      issue: (user) => this.#answer(user),
      proxied: this.app.apiUrl,
      onPassed: ({ token }) => token && this.#keepToken(token),
    });
    await situation.arrange?.(this);
    await this.#fillCache();
    await beforeCustomer();
    this.customer = await this.makeCustomer(this.#server.url);
    await this.customer.open(this.settings());
    await within(STEP_LIMIT_MS, situation.act(this), 'what the customer does');
    await this.wait(this.chance.pause());
    await this.#requireOutcome();
  }

  // A busy machine can be too late for a situation: a token that expires before its first login was never accepted.
  async #requireOutcome() {
    const { outcome } = this.situation;
    if (!outcome) return;
    const told = await this.customer.do('outcomes');
    const codes = told.filter((code) => typeof code === 'number' || !told.includes(Number(code.slice(4))));
    if (String(codes) !== String(outcome)) throw new NotAsMeant(`codes are ${codes}, not ${outcome}`);
  }

  async close() {
    await Promise.all([this.customer, ...this.#extra].map((customer) => customer?.close()));
    this.#server?.close();
    await this.app?.delete();
  }

  // The customer asks its own app server for navigation, which gives this answer.
  navigateHere(answer) {
    this.#server.navigation = answer;
    this.navigators = [this.#server.url];
  }

  // Closes `resource`, which is given back, when the play is over.
  closeLater(resource) {
    this.#extra.push(resource);
    return resource;
  }

  // That customers speak to.
  get ports() {
    const { appKey, secret, addresses, ...urls } = this.app;
    const known = [this.#server.url, urls.navigation, urls.navigationTls, addresses.chat_address, addresses.chat_tls_address];
    return [...this.wiredPorts, ...known.map((address) => Number(/:(\d+)/.exec(address.replace(/^\w+:/, ''))[1]))];
  }

  // A tenant with an AppKey and a secret of this corpus.
  async makeApp(options = {}) {
    const app = await this.#mock.makeApp({ app_key: this.chance.appKey(), secret: this.chance.secret(), seed: 1, ...options });
    this.keep(app.appKey, app.secret);
    return app;
  }

  // What the customer's app is configured with; `changes` are a further customer's.
  settings(changes = {}) {
    const { situation } = this;
    const navigation = situation.tls ? this.app.navigationTls : this.app.navigation;
    return {
      appKey: this.clientKey ?? this.app.appKey,
      navigators: this.navigators ?? [navigation],
      logOutputLevel: this.level,
      loginUrl: `${this.#server.url}/api/login`,
      getToken: situation.asksApi && {
        url: `${this.#server.url}/user/getToken.json`, headers: signature(this.issuer ?? this.app, this.chance),
      },
      habits: { tag: this.tag, pauseMs: this.chance.pause(), ...situation.habits },
      ...changes,
    };
  }

  // Another customer of the same app, such as a second device; not recorded.
  async secondCustomer() {
    const customer = await this.makeCustomer(this.#server.url, false);
    this.#extra.push(customer);
    await customer.open(this.settings({ habits: { tag: this.tag } }));
    return customer;
  }

  async issue(user, options) {
    return this.#keepToken(await (this.issuer ?? this.app).issue(user, options));
  }

  // A token of the vendor's Server API.
  async getToken(user) {
    const { token } = await callApi(this.issuer ?? this.app, '/user/getToken.json', { userId: user, name: user }, this.chance);
    return this.#keepToken(token);
  }

  api(path, form) {
    return callApi(this.app, path, form, this.chance);
  }

  // Remembers texts that no output of a doctor may show; gives back the first.
  keep(...texts) {
    for (const text of texts) this.secrets.add(text);
    return texts[0];
  }

  // A token, and what becomes of it in this situation.
  #keepToken(token) {
    const { serves, habits } = this.situation;
    for (const way of [serves, habits?.spoils]) this.keep((this.#spoil(token, way) ?? '').trim() || token);
    return this.keep(token);
  }

  wait(ms) {
    return new Promise((resolve) => { setTimeout(resolve, ms); });
  }

  // An app server that keeps answers longer than tokens live.
  async #fillCache() {
    const { cachesMs } = this.situation;
    if (!cachesMs) return;
    this.#cached = await this.#makeAnswer(this.user);
    await this.wait(cachesMs);
  }

  async #answer(user) {
    return this.#cached ?? this.#makeAnswer(user);
  }

  // A login's answer as this customer's app server words it.
  async #makeAnswer(user) {
    const { answers = {}, lifetimeMs, startsInMs, serves } = this.situation;
    const expiry = new Date(Date.now() + (lifetimeMs ?? VALIDITY_MS));
    const bounds = { lifetime_ms: lifetimeMs ?? VALIDITY_MS, starts_in_ms: startsInMs ?? 0 };
    const isBound = answers.expiresAt || lifetimeMs || startsInMs;
    const token = isBound ? await this.issue(user, bounds) : await this.getToken(user);
    const answer = {
      token: this.#spoil(token, serves),
      ...(answers.appKey && { appKey: (this.issuer ?? this.app).appKey }),
      userId: user,
      ...(answers.expiresAt && { expiresAt: answers.expiresAt === 'ms' ? expiry.getTime() : expiry.toISOString() }),
    };
    return answers.nested ? { code: 0, data: answer } : answer;
  }
}

async function within(limitMs, work, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new NotAsMeant(`${what} took longer than ${limitMs} ms`)), limitMs);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

module.exports = { DAY_MS, NotAsMeant, Play };
