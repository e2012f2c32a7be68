// All that the ladder draws of one play, computed once: connections, spans, phases, marks, and which events have a row. It has no
// pixels.
import { connectionsOf } from './connections.js';
import { assignSlots, phasesOf, spansOf } from './spans.js';

export const MAX_NOTES = 3;  // lines below an event; of more, the last says how many

// Names of the scenario's clients in order of appearance.
function clientNames(events) {
  const names = new Set();
  for (let position = 0; position < events.count; ++position) {
    const lane = events.lane(position);
    if (lane !== 'app' && lane !== 'wire') continue;
    const { client } = events.at(position);
    if (client) names.add(client);
  }
  return [...names];
}

function byEpoch(sides) {
  const map = new Map();
  for (const side of sides) map.set(side.epoch, [...(map.get(side.epoch) ?? []), side]);
  return map;
}

const pairs = (spans) =>
  new Map(
    spans
      .filter(({ isOver }) => isOver)
      .flatMap((span) => [
        [span.from, span.to],
        [span.to, span.from],
      ]),
  );

export class Scene {
  #epochs;

  constructor(events, marks, reconnects) {
    this.events = events;
    this.marks = marks;
    this.clients = clientNames(events);
    this.connections = connectionsOf(events);
    this.spans = spansOf(events);
    this.phases = phasesOf(reconnects);
    this.bars = assignSlots(this.connections.server);
    this.spanColumns = assignSlots([...this.spans.steps, ...this.spans.faults].sort((a, b) => a.from - b.from));
    assignSlots(this.spans.calls);
    this.#epochs = byEpoch(this.connections.server);
    // Where the other end of a call, question, connection, step or fault stands.
    this.partners = pairs([
      ...this.spans.calls,
      ...this.spans.navigation,
      ...this.spans.steps,
      ...this.spans.faults,
      ...this.connections.server.filter(({ toldEnd }) => toldEnd).map((side) => ({ ...side, isOver: true })),
      ...this.connections.client.filter(({ toldEnd }) => toldEnd).map((side) => ({ ...side, isOver: true })),
    ]);
    this.dials = new Map(this.connections.client.map((side) => [side.from, side]));
    this.notes = new Map([...marks.breaches].map(([position, checks]) => [position, Math.min(MAX_NOTES, checks.length)]));
  }

  clientIndex(name) {
    return Math.max(0, this.clients.indexOf(name));
  }

  // The connection on the server's side that an event is about; nothing if it is about none.
  connectionOf(event) {
    const sides = event.epoch ? this.#epochs.get(event.epoch) : undefined;
    return sides?.find((side) => side.from <= event.position && event.position <= side.to) ?? sides?.[0];
  }

  // Index of the client that an event of the server's side is about; -1 if it cannot be told.
  peerIndex(event) {
    const peer = this.connectionOf(event)?.peer;
    if (peer) return this.clientIndex(peer.client);
    return this.clients.length === 1 ? 0 : -1;
  }

  // Positions of the events that a filter lets through, ascending.
  shown({ lanes, kinds, clients }) {
    const shown = [];
    const { events } = this;
    for (let position = 0; position < events.count; ++position) {
      if (lanes.size && lanes.has(events.lane(position))) continue;
      if (kinds.size && kinds.has(events.at(position).kind)) continue;
      if (clients.size && this.#isHidden(events.at(position), clients)) continue;
      shown.push(position);
    }
    return Int32Array.from(shown);
  }

  #isHidden(event, clients) {
    if (event.client) return clients.has(event.client);
    const peer = event.lane === 'server' ? this.connectionOf(event)?.peer : undefined;
    return Boolean(peer) && clients.has(peer.client);
  }
}
