// The browser's XMLHttpRequest, reporting navigation requests, always before the SDK hears of what it reports.
'use strict';

const { isNavigation, withoutQuery } = require('redial-node-agent/client/url_text');
const { NO_REASON } = require('../child/no_reason');
const { reportForeign } = require('./foreign_access');

const DONE = 4;

function observedXmlHttpRequest(observer, XMLHttpRequest) {
  return class ObservedXmlHttpRequest extends XMLHttpRequest {
    #url;
    #epoch;  // of the dial that a navigation request prepares
    #aborting = false;

    constructor() {
      super();
      this.addEventListener('readystatechange', () => this.#epoch && this.readyState === DONE && this.#end());
    }

    open(method, url, ...others) {
      this.#url = new URL(url, location);
      super.open(method, url, ...others);
    }

    send(body) {
      reportForeign(observer, this.#url);
      if (isNavigation(this.#url)) {
        this.#epoch = observer.nextEpoch;
        observer.wire('navigation-requested', this.#epoch, { detail: withoutQuery(this.#url) });
      }
      super.send(body);
    }

    abort() {
      this.#aborting = true;
      super.abort();
    }

    #end() {
      if (this.status !== 0) return observer.wire('navigation-answered', this.#epoch, { code: this.status });
      const detail = this.#aborting ? 'aborted by the client' : NO_REASON;
      observer.wire('navigation-failed', this.#epoch, { detail });
    }
  };
}

module.exports = { observedXmlHttpRequest };
