// What lasts: calls until their results, steps, faults, the statuses a client tells, questions to navigation, and reconnects. All
// as spans between positions of events. It draws nothing.

/**
 * @typedef {{from: number, to: number, isOver: boolean, slot: number, [fact: string]: any}} Span  `slot`: column beside others
 */

// Follows spans by key while events go by.
class Open {
  spans = [];
  #open = new Map();

  constructor(last) {
    this.last = last;
  }

  begin(key, from, facts) {
    const span = { from, to: this.last, isOver: false, slot: 0, ...facts };
    this.spans.push(span);
    this.#open.set(key, span);
  }

  end(key, to, facts) {
    const span = this.#open.get(key);
    if (!span) return;
    this.#open.delete(key);
    Object.assign(span, facts, { to, isOver: true });
  }
}

const takers = {
  call: (open, { position, client, call, name }) =>
    open.calls.begin(`${client} ${call} ${name}`, position, { client, call, name }),
  result: (open, { position, client, call, name, code }) => open.calls.end(`${client} ${call} ${name}`, position, { code }),
  status: (open, { position, client, status }) => {
    open.statuses.end(client, position);
    open.statuses.begin(client, position, { client, status });
  },
  'client-destroyed': (open, { position, client }) => open.statuses.end(client, position),
  'client-crashed': (open, { position, client }) => open.statuses.end(client, position),
  'app-restarted': (open, { position, client }) => open.statuses.end(client, position),
  'step-started': (open, { position, name }) => open.steps.begin(name, position, { name, outcome: '' }),
  'step-done': (open, { position, name }) => open.steps.end(name, position, { outcome: 'done' }),
  'wait-satisfied': (open, { position, name }) => open.steps.end(name, position, { outcome: 'done' }),
  'wait-timed-out': (open, { position, name }) => open.steps.end(name, position, { outcome: 'timed-out' }),
  'fault-armed': (open, { position, name, detail }) => open.faults.begin(name, position, { name, detail }),
  'fault-cleared': (open, { position, name }) => open.faults.end(name, position),
  'navigation-requested': (open, { position, client }) => open.navigation.begin(client, position, { client }),
  'navigation-answered': (open, { position, client, code }) => open.navigation.end(client, position, { code }),
  'navigation-failed': (open, { position, client }) => open.navigation.end(client, position, { failed: true }),
};

/** Gives each span the lowest column in which nothing else lasts at the same time. Returns how many columns it took. */
export function assignSlots(spans) {
  const ends = [];
  for (const span of spans) {
    const free = ends.findIndex((to) => to < span.from);
    span.slot = free < 0 ? ends.length : free;
    ends[span.slot] = span.to;
  }
  return ends.length;
}

/** @returns {{calls: Span[], statuses: Span[], steps: Span[], faults: Span[], navigation: Span[]}} */
export function spansOf(events) {
  const last = Math.max(0, events.count - 1);
  const open = Object.fromEntries(['calls', 'statuses', 'steps', 'faults', 'navigation'].map((name) => [name, new Open(last)]));
  for (let position = 0; position < events.count; ++position) {
    const event = events.at(position);
    takers[event.kind]?.(open, event);
  }
  return Object.fromEntries(Object.entries(open).map(([name, { spans }]) => [name, spans]));
}

export const PHASES = ['notice', 'backoff', 'failed-attempts', 'navigation', 'dial', 'login', 'unobserved'];

/**
 * The phases of a play's reconnects one after the other, in the play's time.
 * @returns {{client: string, name: string, fromMs: number, toMs: number, reconnect: object}[]}
 */
export function phasesOf(reconnects = []) {
  return reconnects.flatMap((reconnect) => {
    let reached = reconnect.lost_at_ms;
    return PHASES.filter((name) => reconnect.phases[name] > 0).map((name) => {
      const fromMs = reached;
      reached += reconnect.phases[name];
      return { client: reconnect.client, name, fromMs, toMs: reached, reconnect };
    });
  });
}
