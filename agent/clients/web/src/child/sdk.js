// Drives the SDK by its public API.
'use strict';

const { App, asCode } = require('redial-node-agent/client/app');

const LOG_ERRORS = 1;  // its warnings tell what the trace tells
const STATUSES = { CONNECTING: 'connecting', CONNECTED: 'connected', SUSPEND: 'suspended', DISCONNECT: 'disconnected' };
const TOLD = ['status', 'result', 'message'];

class Sdk extends App {
  #im;  // the SDK's exports
  #observer;
  #options;

  constructor(im, observer) {
    super(observer, TOLD);
    this.#im = im;
    this.#observer = observer;
  }

  // Throws what the SDK throws at options it does not take.
  create({ name, appKey, navigators, uninitialised }) {
    this.#observer.client = name;
    this.#observer.keepSecret(appKey);
    this.#options = { appkey: appKey, navigators, logOutputLevel: LOG_ERRORS };
    this.#observer.app('client-created');
    if (!uninitialised) this.#im.init(this.#options);
  }

  // Throws as create does.
  initialise() {
    this.init(() => this.#im.init(this.#options));
  }

  registerListeners() {
    for (const [name, status] of Object.entries(STATUSES)) {
      this.#listen(name, (code) => this.tell('status', { status, name, code: asCode(code) }));
    }
    this.#listen('MESSAGES', ({ messages }) => this.tellTexts(messages));
    this.#observer.app('listeners-registered');
  }

  connect({ call, token, tokenLabel }) {
    this.#observer.keepSecret(token);
    this.invoke({ name: 'connect', call }, { token: tokenLabel }, () => this.#im.connect(token));
  }

  disconnect({ call }) {
    this.invoke({ name: 'disconnect', call }, {}, () => this.#im.disconnect());
  }

  sendText({ call, to, text }) {
    const conversation = { conversationType: this.#im.ConversationType.PRIVATE, targetId: to };
    this.invoke({ name: 'send-text', call }, {}, () => this.#im.sendTextMessage(conversation, { content: text }));
  }

  destroy({ call }) {
    const destroyed = () => this.#observer.app('client-destroyed');
    this.invoke({ name: 'destroy', call }, {}, () => this.#im.destroy(), destroyed);
  }

  #listen(name, listener) {
    this.#im.addEventListener(this.#im.Events[name], listener);
  }
}

module.exports = { Sdk };
