// A window's end of the channel between the package's two halves: calls to the main process, and what that tells. As in Electron,
// messages are copies and arrive in a turn of the event loop of their own.
'use strict';

const { EventEmitter } = require('node:events');

const INIT = '__RC_INNER_COMMAND_INIT__';
const CALL = '__RC_CHANNEL_CALL_MAIN__';
const RESULT = '__RC_CHANNEL_RESULT_FROM_MAIN__';
const NOTIFICATION = '__RC_CHANNEL_NOTIFICATION_FROM_MAIN__';

class Window {
  #ipcMain;
  #onNotification;
  #waiting = new Map();  // for results, by key
  #lastKey = 0;
  #sender = Object.assign(new EventEmitter(), {
    isDestroyed: () => false,
    send: (channel, ...message) => deliver(message, (...copy) => this.#receive(channel, ...copy)),
  });

  // `onNotification(name, ...values)` hears of all that the main process tells windows.
  constructor(ipcMain, onNotification) {
    this.#ipcMain = ipcMain;
    this.#onNotification = onNotification;
  }

  init(options) {
    this.#send(INIT, options);
  }

  // Resolves with what the main process's method gives back.
  call(method, ...args) {
    const key = this.nextKey();
    this.#send(CALL, key, method, ...args);
    return new Promise((resolve) => { this.#waiting.set(key, resolve); });
  }

  // For a call that takes one of its own, under which it tells something in between.
  nextKey() {
    return String(++this.#lastKey);
  }

  #send(channel, ...message) {
    deliver(message, (...copy) => this.#ipcMain.emit(channel, { sender: this.#sender }, ...copy));
  }

  #receive(channel, ...message) {
    if (channel === NOTIFICATION) return this.#onNotification(...message);
    if (channel !== RESULT) return;
    const [key, value] = message;
    this.#waiting.get(key)?.(value);
    this.#waiting.delete(key);
  }
}

function deliver(message, receive) {
  const copy = structuredClone(message);
  setImmediate(() => receive(...copy));
}

module.exports = { Window };
