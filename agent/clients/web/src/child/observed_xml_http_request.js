// XMLHttpRequest over node:http, reporting navigation requests. It has the members that the SDK uses; no redirects, no CORS.
'use strict';

const http = require('node:http');
const https = require('node:https');
const { isNavigation, withoutQuery } = require('redial-node-agent/client/url_text');
const { notify } = require('./handler');

function observedXmlHttpRequest(observer) {
  return class XMLHttpRequest {
    #method;
    #url;
    #headers = {};
    #request;
    #observe = () => {};

    withCredentials = false;  // old versions of the SDK look whether there is such a thing, and use ActiveX otherwise
    readyState = 0;
    status = 0;
    responseText = '';
    upload = {};
    onreadystatechange = null;
    onerror = null;

    open(method, url) {
      this.#method = method;
      this.#url = new URL(url);
      this.readyState = 1;
    }

    setRequestHeader(name, value) {
      this.#headers[name] = value;
    }

    send(body) {
      if (isNavigation(this.#url)) this.#observeNavigation();
      this.#observe('requested', { detail: withoutQuery(this.#url) });
      const { request } = this.#url.protocol === 'https:' ? https : http;
      // A connection of its own for each request: Node versions differ in keeping them, and a kept one may be stale.
      const options = { method: this.#method, headers: this.#headers, agent: false };
      this.#request = request(this.#url, options, (response) => this.#receive(response));
      this.#request.on('error', (error) => this.#fail(error.message));
      this.#request.end(body ?? undefined);
    }

    abort() {
      if (!this.#pending) return;
      this.#observe('failed', { detail: 'aborted by the client' });
      this.#finish(0, '');
      this.#request.destroy();
    }

    get #pending() {
      return this.#request !== undefined && this.readyState !== 4;
    }

    #observeNavigation() {
      const epoch = observer.nextEpoch;
      this.#observe = (what, attributes) => observer.wire(`navigation-${what}`, epoch, attributes);
    }

    #receive(response) {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => { text += chunk; });
      response.on('error', (error) => this.#fail(error.message));
      response.on('end', () => {
        if (!this.#pending) return;
        this.#observe('answered', { code: response.statusCode });
        this.#finish(response.statusCode, text);
      });
    }

    #fail(reason) {
      if (!this.#pending) return;
      this.#observe('failed', { detail: reason });
      this.#finish(0, '');
      notify(this, 'onerror');
    }

    #finish(status, text) {
      this.readyState = 4;
      this.status = status;
      this.responseText = text;
      notify(this, 'onreadystatechange');
    }
  };
}

module.exports = { observedXmlHttpRequest };
