// Turns the report of a client's process into wire events: the lines of the socket observer, whose grammar is in
// ../socket_observer/events.hpp, and lines of the same form about navigation requests, from main_process/navigation.js. All come on
// one road, so that what navigation's own connections do can be told from what chat does.
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
  #early = [];              // lines about dials that another thread is about to report

  constructor(observer) {
    this.#observer = observer;
  }

  read(line) {
    const [, atNs, what, number, rest] = LINE.exec(line) ?? [];
    if (what === 'dial') this.#dial(atNs, number, rest);
    else if (what === 'lost') this.#observer.app('client-log', { detail: `${number} events of sockets were lost` });
    else if (what in SOCKET_EVENTS) this.#socket(line, atNs, what, number, rest);
    else this.#navigation(atNs, what, number, rest);
  }

  #dial(atNs, number, address) {
    const isNavigation = this.#navigators.has(address);
    this.#dials.set(number, isNavigation ? undefined : this.#observer.beginEpoch());
    if (!isNavigation) this.#observer.wire('dial', this.#dials.get(number), { atNs, detail: `tcp ${address}` });
    for (const line of this.#early.splice(0)) this.read(line);
  }

  #socket(line, atNs, what, number, rest) {
    if (!this.#dials.has(number)) return this.#early.push(line);
    const epoch = this.#dials.get(number);
    const [kind, detail] = SOCKET_EVENTS[what](rest);
    if (epoch) this.#observer.wire(kind, epoch, { atNs, detail });
  }

  #navigation(atNs, kind, number, text) {
    if (kind === 'navigation-requested') {
      this.#requests.set(number, this.#observer.nextEpoch);
      this.#navigators.add(addressOf(text));
    }
    const fact = kind === 'navigation-answered' ? { code: Number(text) } : { detail: text };
    this.#observer.wire(kind, this.#requests.get(number), { atNs, ...fact });
  }
}

// As the socket observer writes it, of a URL that the network guard lets through.
function addressOf(url) {
  const { protocol, hostname, port } = new URL(url);
  return `${hostname === 'localhost' ? '127.0.0.1' : hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
}

module.exports = { Wire };
