// Turns the report of a client's process into wire events: the lines of the socket observer, whose grammar is in
// ../socket_observer/events.hpp, and lines of the same form from main_process/: marks, and navigation requests. A request is
// reported before the connection that it opens, so that this one is known to be none to chat.
'use strict';

const LINE = /^(\d+) (\S+) (\d+) ?(.*)$/;  // time, what, number of the connection or request, more

const CLOSED = { peer: 'closed by peer', local: 'closed by the client' };
const SOCKET_EVENTS = {
  opened: () => ['socket-opened'],
  failed: (error) => ['socket-failed', error],
  'given-up': () => ['socket-failed', 'given up by the client'],
  closed: (how) => ['socket-closed', CLOSED[how] ?? how.replace('reset ', '')],
};

class Wire {
  #observer;
  #navigators = new Set();  // addresses
  #requests = new Map();    // epochs, by number
  #dials = new Map();       // epochs, by number; undefined for a dial of a navigation request
  #early = [];              // what became of dials that another thread is about to report
  #lastMark = 0;
  #marks = new Map();       // what waits for a mark, by number

  constructor(observer) {
    this.#observer = observer;
  }

  read(line) {
    const [, atNs, what, number, text] = LINE.exec(line);
    const told = { atNs, what, number, text };
    if (what === 'dial') this.#dial(told);
    else if (what === 'lost') this.#observer.app('client-log', { detail: `${number} events of sockets were lost` });
    else if (what === 'mark') this.#marks.get(number)?.();
    else if (what in SOCKET_EVENTS) this.#socket(told);
    else this.#navigation(told);
  }

  // A number for a mark to be reported under, and a promise that resolves when it is read.
  expectMark() {
    const number = String(++this.#lastMark);
    return { number, isRead: new Promise((resolve) => { this.#marks.set(number, resolve); }) };
  }

  #dial({ atNs, number, text: address }) {
    const epoch = this.#navigators.has(address) ? undefined : this.#observer.beginEpoch();
    if (epoch) this.#observer.wire('dial', epoch, { atNs, detail: `tcp ${address}` });
    this.#dials.set(number, epoch);
    for (const told of this.#early.splice(0)) this.#socket(told);
  }

  #socket(told) {
    const { atNs, what, number, text } = told;
    if (!this.#dials.has(number)) return this.#early.push(told);
    const epoch = this.#dials.get(number);
    const [kind, detail] = SOCKET_EVENTS[what](text);
    if (epoch) this.#observer.wire(kind, epoch, { atNs, detail });
  }

  #navigation({ atNs, what, number, text }) {
    if (what === 'navigation-requested') {
      this.#requests.set(number, this.#observer.nextEpoch);
      this.#navigators.add(addressOf(text));
    }
    const fact = what === 'navigation-answered' ? { code: Number(text) } : { detail: text };
    this.#observer.wire(what, this.#requests.get(number), { atNs, ...fact });
  }
}

// As the socket observer writes it, of a URL that the network guard lets through.
function addressOf(url) {
  const { protocol, hostname, port } = new URL(url);
  return `${hostname === 'localhost' ? '127.0.0.1' : hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
}

module.exports = { Wire };
