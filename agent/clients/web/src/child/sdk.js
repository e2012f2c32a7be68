// Drives the SDK by its public API and reports what it gives back. It neither repeats, nor repairs, nor judges.
'use strict';

const LOG_ERRORS = 1;  // its warnings tell what the trace tells
const STATUSES = { CONNECTING: 'connecting', CONNECTED: 'connected', SUSPEND: 'suspended', DISCONNECT: 'disconnected' };
const TEXT_MESSAGE = 'RC:TxtMsg';
const TOLD = ['status', 'result', 'message'];  // what this SDK has callbacks for

class Sdk {
  #im;  // the SDK's exports
  #observer;
  #options;
  #armed = [];  // calls that wait for the callback to be made in

  constructor(im, observer) {
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
    this.#observer.app('call', { name: 'init' });
    this.#im.init(this.#options);
    this.#observer.app('call-returned', { name: 'init' });
  }

  registerListeners() {
    for (const [name, status] of Object.entries(STATUSES)) {
      this.#listen(name, (code) => this.#tell('status', { status, name, code: asCode(code) }));
    }
    this.#listen('MESSAGES', ({ messages }) => {
      for (const { messageType, senderUserId, content } of messages) {
        if (messageType === TEXT_MESSAGE) this.#tell('message', { user: senderUserId, detail: content.content });
      }
    });
    this.#observer.app('listeners-registered');
  }

  connect({ call, token, tokenLabel }) {
    this.#observer.keepSecret(token);
    this.#invoke({ name: 'connect', call }, { token: tokenLabel }, () => this.#im.connect(token));
  }

  disconnect({ call }) {
    this.#invoke({ name: 'disconnect', call }, {}, () => this.#im.disconnect());
  }

  sendText({ call, to, text }) {
    const conversation = { conversationType: this.#im.ConversationType.PRIVATE, targetId: to };
    this.#invoke({ name: 'send-text', call }, {}, () => this.#im.sendTextMessage(conversation, { content: text }));
  }

  destroy({ call }) {
    const destroyed = () => this.#observer.app('client-destroyed');
    this.#invoke({ name: 'destroy', call }, {}, () => this.#im.destroy(), destroyed);
  }

  // One after the other before anything else of this process runs.
  callTogether({ calls }) {
    for (const apiCall of calls) requireCall(apiCall);
    for (const apiCall of calls) this.#make(apiCall);
  }

  callInCallback({ told, status, code, call }) {
    if (!TOLD.includes(told)) throw new Error(`the app is told ${TOLD.join(', ')}, and nothing called "${told}"`);
    requireCall(call);
    this.#armed.push({ told, status, code, apiCall: call });
  }

  #make(apiCall) {
    this[apiCall.call](apiCall[apiCall.call]);
  }

  #listen(name, listener) {
    this.#im.addEventListener(this.#im.Events[name], listener);
  }

  // The client calls the app back: the fact, and then what the app does about it while the callback is on the stack.
  #tell(kind, fact) {
    this.#observer.app(kind, fact);
    this.#observer.callback(() => {
      const index = this.#armed.findIndex(({ told, status, code }) =>
        told === kind && (!status || status === fact.status) && (code == null || code === fact.code));
      if (index >= 0) this.#make(this.#armed.splice(index, 1)[0].apiCall);
    });
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
    // A callback for a result is armed for that of connect.
    const settle = (outcome) => {
      const fact = { ...which, via: 'promise', ...outcome };
      if (which.name === 'connect') this.#tell('result', fact);
      else this.#observer.app('result', fact);
    };
    Promise.resolve(promise).then((value) => {
      settle(success(value));
      then();
    }, (error) => settle(failure(error)));
  }
}

function requireCall({ call } = {}) {
  if (!call) throw new Error('an API call is missing');
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
