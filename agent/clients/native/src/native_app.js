// Drives the native stack by what the package's main process offers to windows. What the package's own code in a window checks by
// itself, an empty token for instance, is not checked here.
'use strict';

const { App, TEXT_MESSAGE, asCode } = require('redial-node-agent/client/app');

const STATUSES = {
  onConnecting: () => ({ status: 'connecting' }),
  onConnected: () => ({ status: 'connected' }),  // its values are no codes
  onSuspend: (code) => ({ status: 'suspended', code: asCode(code) }),
  onDisconnected: (code) => ({ status: 'disconnected', code: asCode(code) }),
};
const PRIVATE = 1;  // conversation type
const TOLD = ['status', 'result', 'database-opened', 'message'];

class NativeApp extends App {
  #window;
  #destroy;
  #observer;
  #options;

  // `destroy()` resolves when the package's own destroy, which is called in its main process, has returned.
  constructor(window, destroy, observer) {
    super(observer, TOLD);
    this.#window = window;
    this.#destroy = destroy;
    this.#observer = observer;
  }

  create({ navigators, uninitialised }) {
    this.#options = { navigators };
    if (!uninitialised) this.#window.init(this.#options);
  }

  initialise() {
    this.init(() => this.#window.init(this.#options));
  }

  registerListeners() {
    this.#window.onNotification = (name, values, atNs) => this.#hear(name, values, atNs);
    this.#observer.app('listeners-registered');
  }

  connect({ call, token, tokenLabel }) {
    this.#observer.keepSecret(token);
    const connect = async () => {
      const result = await this.#window.call('connect', token, false, false, '');
      return { ...result, data: { userId: result.data } };
    };
    this.invoke({ name: 'connect', call }, { token: tokenLabel }, connect);
  }

  disconnect({ call }) {
    this.invoke({ name: 'disconnect', call }, {}, () => this.#window.call('disconnect', true, false));
  }

  sendText({ call, to, text }) {
    const conversation = { conversationType: PRIVATE, targetId: to, channelId: '' };
    const message = { messageType: TEXT_MESSAGE, content: { content: text } };
    const send = () => this.#window.call('sendMessage', conversation, message, '', this.#window.nextKey());
    this.invoke({ name: 'send-text', call }, {}, send);
  }

  destroy({ call }) {
    this.invoke({ name: 'destroy', call }, {}, this.#destroy, () => this.#observer.app('client-destroyed'));
  }

  #hear(name, values, atNs) {
    if (STATUSES[name]) return this.tell('status', { name, atNs, ...STATUSES[name](...values) });
    if (name === 'databaseOpened') return this.#hearOfDatabase(values, atNs);
    if (name === 'batchMessage') this.tellTexts(values[0], atNs);
  }

  #hearOfDatabase([code, recreated], atNs) {
    this.tell('database-opened', { code: asCode(code), via: 'listener', detail: `recreated=${Boolean(recreated)}`, atNs });
  }
}

module.exports = { NativeApp };
