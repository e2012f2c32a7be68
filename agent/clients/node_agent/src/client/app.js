// The app that uses an SDK: it makes calls, alone, together or inside callbacks, and reports what they give back. It neither
// repeats, nor repairs, nor judges.
'use strict';

const TEXT_MESSAGE = 'RC:TxtMsg';

class App {
  #observer;
  #told;
  #armed = [];  // calls that wait for the callback to be made in

  // A subclass has a method for each call of the SDK's API, by the names of the contract's messages. `told`: the kinds of events
  // that the SDK has callbacks for.
  constructor(observer, told) {
    this.#observer = observer;
    this.#told = told;
  }

  // One after the other before anything else of this process runs.
  callTogether({ calls }) {
    for (const apiCall of calls) requireCall(apiCall);
    for (const apiCall of calls) this.#make(apiCall);
  }

  callInCallback({ told, status, code, call }) {
    if (!this.#told.includes(told)) throw new Error(`the app is told ${this.#told.join(', ')}, and nothing called "${told}"`);
    requireCall(call);
    this.#armed.push({ told, status, code, apiCall: call });
  }

  // Nothing is on its way to the observer: it hears of everything as it happens.
  catchUp() {}

  // The call that has neither a number nor a result. Throws what `call` throws.
  init(call) {
    this.#observer.app('call', { name: 'init' });
    call();
    this.#observer.app('call-returned', { name: 'init' });
  }

  // The texts among messages, in the form that all of the vendor's JavaScript gives them.
  tellTexts(messages, atNs) {
    for (const { messageType, senderUserId, content } of messages) {
      if (messageType === TEXT_MESSAGE) this.tell('message', { user: senderUserId, detail: content.content, atNs });
    }
  }

  // The client calls the app back: the fact, and then what the app does about it while the callback is on the stack.
  tell(kind, fact) {
    this.#observer.app(kind, fact);
    this.#observer.callback(() => {
      const index = this.#armed.findIndex(({ told, status, code }) =>
        told === kind && (!status || status === fact.status) && (code == null || code === fact.code));
      if (index >= 0) this.#make(this.#armed.splice(index, 1)[0].apiCall);
    });
  }

  // One API call and its outcome; `then` runs after a good one.
  invoke(which, passed, call, then = () => {}) {
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
      if (which.name === 'connect') this.tell('result', fact);
      else this.#observer.app('result', fact);
    };
    Promise.resolve(promise).then((value) => {
      settle(success(value));
      then();
    }, (error) => settle(failure(error)));
  }

  #make(apiCall) {
    this[apiCall.call](apiCall[apiCall.call]);
  }
}

function requireCall({ call } = {}) {
  if (!call) throw new Error('an API call is missing');
}

// Some calls promise a code with data, others nothing; `atNs` if that was not now.
function success(value) {
  const { data, msg, atNs } = value ?? {};
  const code = asCode(value?.code);
  return code === 0 ? { code, user: data?.userId, atNs } : { code, detail: msg, atNs };
}

function failure(error) {
  return { code: asCode(error?.code), detail: String(error) };
}

function asCode(value) {
  return Number.isInteger(value) ? value : undefined;
}

module.exports = { App, TEXT_MESSAGE, asCode };
