// Drives the SDK by its public API and reports what it gives back. It neither repeats, nor repairs, nor judges.
'use strict';

const im = require('@rongcloud/imlib-next');

const LOG_ERRORS = 1;  // its warnings tell what the trace tells
const STATUSES = { CONNECTING: 'connecting', CONNECTED: 'connected', SUSPEND: 'suspended', DISCONNECT: 'disconnected' };
const TEXT_MESSAGE = 'RC:TxtMsg';

class Sdk {
  #observer;

  constructor(observer) {
    this.#observer = observer;
  }

  // Throws what the SDK throws at options it does not take.
  create({ name, appKey, navigators }) {
    this.#observer.client = name;
    this.#observer.keepSecret(appKey);
    this.#observer.app('client-created');
    im.init({ appkey: appKey, navigators, logOutputLevel: LOG_ERRORS });
  }

  registerListeners() {
    for (const [name, status] of Object.entries(STATUSES)) {
      this.#listen(name, (code) => this.#observer.app('status', { status, name, code: asCode(code) }));
    }
    this.#listen('MESSAGES', ({ messages }) => {
      for (const { messageType, senderUserId, content } of messages) {
        if (messageType === TEXT_MESSAGE) this.#observer.app('message', { user: senderUserId, detail: content.content });
      }
    });
    this.#observer.app('listeners-registered');
  }

  connect({ call, token, tokenLabel }) {
    this.#observer.keepSecret(token);
    this.#invoke({ name: 'connect', call }, { token: tokenLabel }, () => im.connect(token));
  }

  disconnect({ call }) {
    this.#invoke({ name: 'disconnect', call }, {}, () => im.disconnect());
  }

  sendText({ call, to, text }) {
    const conversation = { conversationType: im.ConversationType.PRIVATE, targetId: to };
    this.#invoke({ name: 'send-text', call }, {}, () => im.sendTextMessage(conversation, { content: text }));
  }

  destroy({ call }) {
    const destroyed = () => this.#observer.app('client-destroyed');
    this.#invoke({ name: 'destroy', call }, {}, () => im.destroy(), destroyed);
  }

  #listen(name, listener) {
    im.addEventListener(im.Events[name], (fact) => this.#observer.callback(() => listener(fact)));
  }

  // One API call and its outcome; `then` runs after a good one.
  #invoke(which, passed, call, then = () => {}) {
    this.#observer.app('call', { ...which, ...passed });
    let promise;
    try {
      promise = call();
    } catch (error) {
      this.#observer.app('call-returned', which);
      this.#observer.app('result', { ...which, ...failure(error) });
      return;
    }
    this.#observer.app('call-returned', which);
    const settle = (outcome) => {
      this.#observer.callback(() => this.#observer.app('result', { ...which, via: 'promise', ...outcome }));
    };
    Promise.resolve(promise).then((value) => {
      settle(success(value));
      then();
    }, (error) => settle(failure(error)));
  }
}

// Some calls promise a code with data, others nothing.
function success(value) {
  const code = asCode(value?.code);
  return code === 0 ? { code, user: value.data?.userId } : { code, detail: value?.msg };
}

function failure(error) {
  return { code: asCode(error?.code), detail: String(error) };
}

function asCode(value) {
  return Number.isInteger(value) ? value : undefined;
}

module.exports = { Sdk };
