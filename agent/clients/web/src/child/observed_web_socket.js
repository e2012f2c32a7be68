// A WebSocket that reports dial, open, failure and close of the one it wraps. It has the members that the SDK uses.
'use strict';

const { withoutQuery } = require('redial-node-agent/client/url_text');
const { notify } = require('./handler');
const { NO_REASON } = require('./no_reason');

// Close codes that no peer sends: "none given" and "no close frame" (RFC 6455, 7.4.1).
const NO_STATUS = 1005;
const ABNORMAL = 1006;

function observedWebSocket(observer, WebSocket) {
  // Each event is observed before the client hears of it, so that the trace has the fact before the reaction.
  return class ObservedWebSocket {
    #socket;
    #epoch;
    #opened = false;
    #closedHere = false;
    #error;  // of an open socket

    onopen = null;
    onmessage = null;
    onerror = null;
    onclose = null;

    constructor(url, protocols) {
      const detail = withoutQuery(new URL(url));
      this.#epoch = observer.beginEpoch();
      observer.wire('dial', this.#epoch, { detail });
      this.#socket = new WebSocket(url, protocols);
      this.#socket.addEventListener('open', (event) => this.#open(event));
      this.#socket.addEventListener('message', (event) => notify(this, 'onmessage', event));
      this.#socket.addEventListener('error', (event) => this.#fail(event));
      this.#socket.addEventListener('close', (event) => this.#end(event));
    }

    set binaryType(type) {
      this.#socket.binaryType = type;
    }

    get readyState() {
      return this.#socket.readyState;
    }

    send(data) {
      this.#socket.send(data);
    }

    close(code, reason) {
      this.#closedHere = true;
      this.#socket.close(code, reason);
    }

    #open(event) {
      this.#opened = true;
      observer.wire('socket-opened', this.#epoch);
      notify(this, 'onopen', event);
    }

    // An open socket's error is the reason of the close that follows.
    #fail(event) {
      if (this.#opened) this.#error = event.message;
      else observer.wire('socket-failed', this.#epoch, { detail: event.message ?? NO_REASON });
      notify(this, 'onerror', event);
    }

    #end(event) {
      if (this.#opened) observer.wire('socket-closed', this.#epoch, this.#closing(event.code));
      notify(this, 'onclose', event);
    }

    // Without a close frame there is no telling a reset from an end: node reports both as an end if data came just before.
    #closing(code) {
      if (this.#closedHere) return { detail: 'by the client' };
      if (code === ABNORMAL) return { detail: this.#error ?? 'without a close frame' };
      return { detail: 'by the peer', code: code === NO_STATUS ? undefined : code };
    }
  };
}

module.exports = { observedWebSocket };
