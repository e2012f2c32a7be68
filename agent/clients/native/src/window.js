// A window's end of the channel between the package's two halves: what it asks of the main process, and what that tells.
'use strict';

const INIT = '__RC_INNER_COMMAND_INIT__';
const CALL = '__RC_CHANNEL_CALL_MAIN__';
const RESULT = '__RC_CHANNEL_RESULT_FROM_MAIN__';
const NOTIFICATION = '__RC_CHANNEL_NOTIFICATION_FROM_MAIN__';

class Window {
  #post;
  #commitId;
  #waiting = new Map();  // for results, by key
  #lastKey = 0;

  onNotification = () => {};  // called with a name, values, and when that was told

  // `post(message)` sends a message, its channel first. The package lets in those windows alone that know its `commitId`.
  constructor(post, commitId) {
    this.#post = post;
    this.#commitId = commitId;
  }

  init(options) {
    this.#post([INIT, { ...options, commitId: this.#commitId }]);
  }

  // Resolves with what the main process's method gives back, and `atNs`, when it did.
  call(method, ...args) {
    const key = this.nextKey();
    this.#post([CALL, key, method, ...args]);
    return new Promise((resolve) => { this.#waiting.set(key, resolve); });
  }

  // For a call that takes one of its own, under which it tells something in between.
  nextKey() {
    return String(++this.#lastKey);
  }

  receive(channel, message, atNs) {
    if (channel === NOTIFICATION) {
      const [name, ...values] = message;
      return this.onNotification(name, values, atNs);
    }
    if (channel !== RESULT) return;
    const [key, value] = message;
    this.#waiting.get(key)?.({ ...value, atNs });
    this.#waiting.delete(key);
  }
}

module.exports = { Window };
