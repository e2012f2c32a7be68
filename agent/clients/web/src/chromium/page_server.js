// Serves the page that holds a client, over loopback: our modules as one script, and the SDK's own files as npm delivered them.
'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const http = require('node:http');
const { createRequire } = require('node:module');
const path = require('node:path');

const ENTRY = path.join(__dirname, '..', 'page', 'main.js');
const SDK_PATH = '/sdk/';
const PACKAGES = ['@rongcloud/imlib-next', '@rongcloud/engine'];

const TYPES = { '.js': 'text/javascript', '.mjs': 'text/javascript' };
// A page that is isolated from other origins gets a clock with steps of 5 µs instead of 100.
const ISOLATION = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

class PageServer {
  #server;

  // `modules` is the folder that the SDK is installed in.
  static async open(modules) {
    const texts = new Map([['/', page(modules)], ['/driver.js', driver()]]);
    const server = http.createServer((request, response) => answer(request.url, response, texts, modules));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new PageServer(server);
  }

  constructor(server) {
    this.#server = server;
  }

  get url() {
    return `http://127.0.0.1:${this.#server.address().port}/`;
  }

  close() {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

function answer(url, response, texts, modules) {
  const type = TYPES[path.extname(url)] ?? 'text/html; charset=utf-8';
  const text = texts.get(url) ?? (url.startsWith(SDK_PATH) ? sdkFile(modules, url.slice(SDK_PATH.length)) : undefined);
  response.writeHead(text === undefined ? 404 : 200, { ...ISOLATION, 'Content-Type': type });
  response.end(text);
}

// A URL comes normalised from the browser, so that it cannot lead out of the packages.
function sdkFile(modules, name) {
  const allowed = PACKAGES.some((one) => name.startsWith(`${one}/`)) && !name.includes('..');
  const file = path.join(modules, name);
  return allowed && fs.existsSync(file) ? fs.readFileSync(file) : undefined;
}

// The import map gives the packages the names by which the SDK's own modules know each other.
function page(modules) {
  const entries = PACKAGES.map((name) => {
    const { module } = JSON.parse(fs.readFileSync(path.join(modules, name, 'package.json'), 'utf8'));
    return [name, path.posix.join(SDK_PATH, name, module)];
  });
  return `<!doctype html>
<meta charset="utf-8">
<title>Redial</title>
<link rel="icon" href="data:,">
<script type="importmap">${JSON.stringify({ imports: Object.fromEntries(entries) })}</script>
<script src="/driver.js"></script>
<script type="module">
import * as im from '${PACKAGES[0]}';
redial.load(im);
</script>
`;
}

// Our modules are CommonJS, each in a function of its own behind a small require().
function driver() {
  const modules = new Map();
  const add = (file) => {
    if (modules.has(file)) return;
    modules.set(file, '');
    const { resolve } = createRequire(file);
    modules.set(file, fs.readFileSync(file, 'utf8').replace(/require\('([^']*)'\)/g, (_, name) => {
      const target = resolve(name);
      add(target);
      return `require(${JSON.stringify(target)})`;
    }));
  };
  add(ENTRY);
  const functions = [...modules].map(([file, source]) => `${JSON.stringify(file)}: (module, exports, require) => {${source}}`);
  return `(() => {
const loaded = {};
const modules = {${functions.join(',\n')}};
const require = (name) => {
  if (!loaded[name]) modules[name](loaded[name] = { exports: {} }, loaded[name].exports, require);
  return loaded[name].exports;
};
require(${JSON.stringify(ENTRY)});
})();
`;
}

module.exports = { PageServer };
