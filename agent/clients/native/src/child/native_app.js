// Drives the native stack by what the package's main process offers to windows. What the package's own code in a window checks by
// itself, an empty token for instance, is not checked here.
'use strict';

const { App, asCode } = require('redial-node-agent/child/app');
const { app, installElectron, ipcMain } = require('./electron');
const { Window } = require('./window');

const LOG_ERRORS = 1;  // its warnings tell what the trace tells
const STATUSES = {
  onConnecting: () => ({ status: 'connecting' }),
  onConnected: () => ({ status: 'connected' }),  // its arguments are no codes
  onSuspend: (code) => ({ status: 'suspended', code: asCode(code) }),
  onDisconnected: (code) => ({ status: 'disconnected', code: asCode(code) }),
};
const TEXT_MESSAGE = 'RC:TxtMsg';
const PRIVATE = 1;  // conversation type
const TOLD = ['status', 'result', 'database-opened', 'message'];
// The stack's own threads close connection and database after destroy has returned.
const CLOSING_MS = 300;

class NativeApp extends App {
  #observer;
  #package;
  #main;  // the package's client in the main process
  #window = new Window(ipcMain, (name, ...values) => this.#hear(name, values));
  #options;
  #listens = false;

  // `entry` is the package's main-process module; `folder` will hold all data of the client.
  constructor({ entry, commitId, folder }, observer) {
    super(observer, TOLD);
    this.#observer = observer;
    this.#package = { entry, commitId, folder };
    observer.keepSecret(folder);
    installElectron();
  }

  // Throws what the package throws at options it does not take.
  create({ name, appKey, navigators, uninitialised }) {
    this.#observer.client = name;
    this.#observer.keepSecret(appKey);
    const { entry, commitId, folder } = this.#package;
    const start = require(entry);
    this.#options = { commitId, navigators };
    this.#observer.app('client-created');
    this.#main = start({ appkey: appKey, dbpath: folder, logOutputLevel: LOG_ERRORS, disableLogReport: true });
    if (!uninitialised) this.#window.init(this.#options);
  }

  initialise() {
    this.#observer.app('call', { name: 'init' });
    this.#window.init(this.#options);
    this.#observer.app('call-returned', { name: 'init' });
  }

  registerListeners() {
    this.#listens = true;
    this.#observer.app('listeners-registered');
  }

  connect({ call, token, tokenLabel }) {
    this.#observer.keepSecret(token);
    const connected = ({ code, msg, data }) => ({ code, msg, data: { userId: data } });
    this.invoke({ name: 'connect', call }, { token: tokenLabel }, () => this.#window.call('connect', token, false, false, '').then(connected));
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
    const destroyed = () => this.#observer.app('client-destroyed');
    this.invoke({ name: 'destroy', call }, {}, () => this.#destroy(), destroyed);
  }

  // Calls `done` when the stack has closed what it had open.
  end(done) {
    this.#destroy();
    setTimeout(done, CLOSING_MS);
  }

  #destroy() {
    this.#main?.destroy();
    this.#main = undefined;
  }

  #hear(name, values) {
    if (!this.#listens) return;
    if (STATUSES[name]) return this.tell('status', { name, ...STATUSES[name](...values) });
    if (name === 'databaseOpened') return this.#hearOfDatabase(...values);
    if (name === 'batchMessage') this.#hearMessages(...values);
  }

  #hearOfDatabase(code, recreated) {
    this.tell('database-opened', { code: asCode(code), via: 'listener', detail: `recreated=${Boolean(recreated)}` });
  }

  #hearMessages(messages) {
    for (const { messageType, senderUserId, content } of messages) {
      if (messageType === TEXT_MESSAGE) this.tell('message', { user: senderUserId, detail: content.content });
    }
  }
}

module.exports = { NativeApp };
