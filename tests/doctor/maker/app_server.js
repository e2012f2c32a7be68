// A customer's app server: it serves the page, and answers a login with a chat token. How its answer looks, and what happens to
// the token on its way, is what situations differ in. It keeps no record.
'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { AGENTS } = require('./tree');

const NAVIGATION = '/v2/navi.json';
const MODULES = '/modules/';
const SDK = ['@rongcloud/imlib-next', '@rongcloud/engine'];
const CUSTOMER = path.join(__dirname, 'customer');
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript' };
const MAX_BODY = 10_000;

class AppServer {
  #server;
  #issue;
  #proxied;
  #onPassed;

  // `issue(user)` resolves with the JSON of a login's answer. Calls below /user/ go to `proxied`, and `onPassed(answer)` hears
  // what comes of them.
  static async open({ issue, proxied, onPassed }) {
    const made = new AppServer(issue, proxied, onPassed);
    made.#server.listen(0, '127.0.0.1');
    await once(made.#server, 'listening');
    return made;
  }

  constructor(issue, proxied, onPassed) {
    this.#issue = issue;
    this.#proxied = proxied;
    this.#onPassed = onPassed;
    this.navigation = undefined;  // what it answers, if it is asked as a navigator
    this.#server = http.createServer((request, response) => {
      this.#answer(request, response).catch((error) => {
        response.writeHead(500, { 'Content-Type': 'application/json' });
        response.end(JSON.stringify({ error: error.message }));
      });
    });
  }

  get url() {
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  close() {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(request, response) {
    const { pathname } = new URL(request.url, this.url);
    if (pathname === '/api/login') return this.#logIn(request, response);
    if (this.navigation && pathname === NAVIGATION) return response.end(JSON.stringify(this.navigation));
    if (pathname.startsWith('/user/')) return this.#pass(request, response, pathname);
    const file = fileOf(pathname);
    if (!file) return response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end();
    response.writeHead(200, { 'Content-Type': TYPES[path.extname(file)], 'Cache-Control': 'no-cache' });
    return response.end(fs.readFileSync(file));
  }

  async #logIn(request, response) {
    const { userId } = JSON.parse(await textOf(request));
    const answer = await this.#issue(userId);
    response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify(answer));
  }

  // As a development server's proxy does, so that a page may call the Server API itself.
  async #pass(request, response, pathname) {
    const { host, connection, origin, referer, 'content-length': length, ...headers } = request.headers;
    const answer = await fetch(this.#proxied + pathname, { method: 'POST', headers, body: await textOf(request) });
    response.writeHead(answer.status, { 'Content-Type': 'application/json' });
    const text = await answer.text();
    this.#onPassed(JSON.parse(text));
    response.end(text);
  }
}

async function textOf(request) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > MAX_BODY) throw new Error('the request is too long');
  }
  return text;
}

// The page, its scripts, and the SDK's own modules as npm delivered them.
function fileOf(pathname) {
  if (pathname.includes('..')) return undefined;
  const own = path.join(CUSTOMER, pathname === '/' ? 'index.html' : pathname);
  const isSdk = SDK.some((name) => pathname.startsWith(`${MODULES}${name}/`));
  const sdk = isSdk && path.join(AGENTS, 'node_modules', pathname.slice(MODULES.length));
  return [sdk, own].find((file) => file && fs.existsSync(file) && fs.statSync(file).isFile());
}

module.exports = { AppServer };
