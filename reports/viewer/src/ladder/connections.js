// The connections of a play: on the client's side from its dial, on the server's side from its acceptance, each to its end; and
// which of the server's belongs to which of a client's. The server does not know the scenario's names of clients: times tell, or
// nothing.

// A client may report its dial this much later than the server its acceptance: they are observed by different processes.
const SLACK_MS = 25;
const ENDS = new Set(['client-crashed', 'app-restarted', 'client-destroyed']);

/**
 * @typedef {{client: string, epoch: number, from: number, opened: number, to: number, failed: boolean, toldEnd: boolean,
 *   peer: ?ServerSide}} ClientSide
 * @typedef {{epoch: number, from: number, to: number, user: string, toldEnd: boolean, peer: ?ClientSide}} ServerSide All of from,
 *   opened and to are positions of events; opened is -1 if it never was, to is the play's last position if it was not told
 */

class Sides {
  client = [];
  server = [];
  #open = new Map();  // by lane, client and epoch

  begin(list, key, side) {
    list.push(side);
    this.#open.set(key, side);
    return side;
  }

  get(key) {
    return this.#open.get(key);
  }

  end(key, position) {
    const side = this.#open.get(key);
    if (!side) return undefined;
    this.#open.delete(key);
    return Object.assign(side, { to: position, toldEnd: true });
  }
}

function takeWire(sides, event, last) {
  const key = `wire ${event.client} ${event.epoch}`;
  const at = event.position;
  if (event.kind === 'dial') {
    sides.begin(sides.client, key, {
      client: event.client,
      epoch: event.epoch,
      from: at,
      opened: -1,
      to: last,
      failed: false,
      toldEnd: false,
      peer: null,
    });
  } else if (event.kind === 'socket-opened') {
    const side = sides.get(key);
    if (side) side.opened = at;
  } else if (event.kind === 'socket-failed') {
    const side = sides.end(key, at);
    if (side) side.failed = true;
  } else if (event.kind === 'socket-closed') {
    sides.end(key, at);
  }
}

function takeServer(sides, event, last) {
  const key = `server ${event.epoch}`;
  if (event.kind === 'server-accepted') {
    sides.begin(sides.server, key, { epoch: event.epoch, from: event.position, to: last, user: '', toldEnd: false, peer: null });
  } else if (event.kind === 'server-login') {
    const side = sides.get(key);
    if (side) side.user = event.user;
  } else if (event.kind === 'server-closed') {
    sides.end(key, event.position);
  }
}

// An agent dies, and a client with it, without another word of their sockets.
function endOfClient(sides, event) {
  for (const side of sides.client) {
    if (side.client === event.client && !side.toldEnd) sides.end(`wire ${side.client} ${side.epoch}`, event.position);
  }
}

const clientsOf = (sides) => new Set(sides.map(({ client }) => client)).size;

// The dials during which a connection may have been accepted: those that fit exactly, or else those that fit with some slack.
function candidates(sides, times, at) {
  const fit = (slack) =>
    sides.filter(
      (client) =>
        !client.peer && times[client.from] - slack <= at && at <= times[client.opened < 0 ? client.to : client.opened] + slack,
    );
  const exact = fit(1);
  return exact.length > 0 ? exact : fit(SLACK_MS);
}

// `users`: by client, whom its successful connects named.
function match(sides, times, users) {
  for (const server of sides.server) {
    const at = times[server.from];
    let fits = candidates(sides.client, times, at);
    if (clientsOf(fits) > 1) fits = fits.filter(({ client }) => users.get(client)?.has(server.user));
    if (clientsOf(fits) !== 1) continue;
    server.peer = fits.reduce((a, b) => (Math.abs(times[b.from] - at) < Math.abs(times[a.from] - at) ? b : a));
    server.peer.peer = server;
  }
}

function takeApp(sides, users, event) {
  if (ENDS.has(event.kind)) endOfClient(sides, event);
  if (event.kind !== 'result' || event.code !== 0 || !event.user) return;
  users.set(event.client, (users.get(event.client) ?? new Set()).add(event.user));
}

/**
 * @param {{count: number, times: Float64Array, at: function(number): object, lane: function(number): string}} events
 * @returns {{client: ClientSide[], server: ServerSide[]}}
 */
export function connectionsOf(events) {
  const sides = new Sides();
  const users = new Map();
  const last = Math.max(0, events.count - 1);
  for (let position = 0; position < events.count; ++position) {
    const lane = events.lane(position);
    if (lane === 'wire') takeWire(sides, events.at(position), last);
    else if (lane === 'server') takeServer(sides, events.at(position), last);
    else if (lane === 'app') takeApp(sides, users, events.at(position));
  }
  match(sides, events.times, users);
  return { client: sides.client, server: sides.server };
}
