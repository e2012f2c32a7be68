// Events as the control service tells them, made ready to be shown: numbers, the time of day, bytes as hexadecimal. They are
// those of core/trace/event.hpp.

export const MAX_EVENTS = 5000;  // of an app that the page keeps; older ones are dropped

const NS_IN_MS = 1_000_000n;

function hexOf(base64) {
  return Array.from(atob(base64), (c) => c.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}

/** `clock`: a ClockState, which relates the observations' clock to the time of day. */
export function readEvent(event, clock) {
  const apartMs = Number((BigInt(event.atNs) - BigInt(clock.atNs)) / NS_IN_MS);
  return {
    ...event,
    code: event.code ?? null,
    unixMs: Number(clock.serverUnixMs) + apartMs,
    hex: event.frame ? hexOf(event.frame.bytes) : '',
  };
}

// The list with more at its end, numbered as they came; the oldest go.
export function withMore(list, more) {
  let number = list.at(-1)?.number ?? 0;
  const all = [...list, ...more.map((event) => ({ ...event, number: ++number }))];
  return all.length > MAX_EVENTS ? all.slice(all.length - MAX_EVENTS) : all;
}

// What happened on the wire of one connection, and what was done to it.
export const ofConnection = (list, connection) => list.filter(({ epoch }) => epoch === connection);

const DIRECTIONS = { 'server-received': 'from', 'server-sent': 'to' };
// "from" the client, "to" the client; empty for what is no message.
export const directionOf = (event) => DIRECTIONS[event.kind] ?? '';
