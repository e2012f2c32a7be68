// The browser that the SDK finds itself in: just the globals it uses. There is no page, no CORS and no storage on disk.
'use strict';

const WebSocket = require('ws');
const { observedWebSocket } = require('./observed_web_socket');
const { observedXmlHttpRequest } = require('./observed_xml_http_request');

class MemoryStorage {
  #items = new Map();

  getItem(key) {
    return this.#items.get(String(key)) ?? null;
  }

  setItem(key, value) {
    this.#items.set(String(key), String(value));
  }

  removeItem(key) {
    this.#items.delete(String(key));
  }
}

function installBrowserGlobals(observer) {
  const target = new EventTarget();
  const globals = {
    window: globalThis,
    // An https page would have the SDK rewrite http navigators.
    location: { protocol: 'http:', hostname: 'localhost', href: 'http://localhost/' },
    navigator: { userAgent: `Node.js/${process.versions.node}` },
    localStorage: new MemoryStorage(),
    sessionStorage: new MemoryStorage(),
    addEventListener: target.addEventListener.bind(target),
    removeEventListener: target.removeEventListener.bind(target),
    XMLHttpRequest: observedXmlHttpRequest(observer),
    WebSocket: observedWebSocket(observer, WebSocket),
  };
  // Later versions of Node have some of them as getters, which assignment would leave in place.
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}

module.exports = { installBrowserGlobals };
