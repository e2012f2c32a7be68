// From the fields of the form to a request, by what the kind takes. Whether the values are good is the server's to say.

const US_IN_S = 1_000_000;

// Parameters that a kind may take: how they are asked for.
export const PARAMETERS = {
  by: { label: 'By, seconds', field: 'byUs', type: 'seconds' },
  status: { label: 'Status', field: 'status', type: 'number' },
  bytes: { label: 'Bytes', field: 'bytes', type: 'number' },
  times: { label: 'Only the first … times', field: 'times', type: 'number' },
  direction: { label: 'Direction', field: 'direction', choices: ['both', 'to-client', 'to-server'] },
  plane: { label: 'Listener', field: 'plane', choices: ['chat', 'navigation', 'all'] },
  moment: { label: 'Strikes', field: 'moment', choices: ['login', 'now', 'accept', 'open'] },
  after: { label: 'After that, seconds', field: 'afterUs', type: 'seconds' },
};
// What every kind takes.
export const SCOPE = {
  user: { label: 'Only connections of user', field: 'user', type: 'user' },
  first: { label: 'From connection no.', field: 'first', type: 'number' },
  last: { label: 'To connection no.', field: 'last', type: 'number' },
  lasts: { label: 'Ends by itself after, seconds', field: 'lastsUs', type: 'seconds' },
};

/** Kinds by family, in the table's order: [[family, kinds]]. */
export function byFamily(kinds) {
  const families = new Map();
  for (const kind of kinds) families.set(kind.family, [...(families.get(kind.family) ?? []), kind]);
  return [...families];
}

/** What the vendor documents of the statuses that a kind can send. */
export const statusesOf = (kinds, name) => kinds.find((kind) => kind.name === name)?.statuses ?? [];

// "4 → 31004: token incorrect".
export const statusText = ({ status, code, meaning }) => `${status}${code ? ` → ${code}` : ''}: ${meaning}`;

/** `values`: what was typed, by parameter. Fields that are empty, or that the kind does not take, are left out. */
export function requestOf(kind, values) {
  const request = { kind: kind.name };
  const asked = [...kind.takes.map((name) => [name, PARAMETERS[name]]), ...Object.entries(SCOPE)];
  for (const [name, parameter] of asked) {
    const value = values[name] ?? '';
    if (value === '' || !parameter) continue;
    if (parameter.type === 'seconds') request[parameter.field] = String(Math.round(Number(value) * US_IN_S));
    else request[parameter.field] = parameter.type === 'number' ? Number(value) : value;
  }
  return request;
}

const seconds = (us) => `${Number(us) / US_IN_S} s`;

/** What is armed, in one line: "by 2 s, to-client, of alice". */
export function scopeText(fault) {
  const parts = [
    fault.byUs !== undefined && `by ${seconds(fault.byUs)}`,
    fault.status !== undefined && `status ${fault.status}`,
    fault.bytes !== undefined && `${fault.bytes} bytes`,
    fault.times !== undefined && `first ${fault.times}`,
    fault.direction !== 'both' && fault.direction,
    fault.plane !== 'chat' && fault.plane,
    fault.moment !== 'login' && `at ${fault.moment}`,
    Number(fault.afterUs) > 0 && `after ${seconds(fault.afterUs)}`,
    fault.user && `of ${fault.user}`,
    (fault.first > 1 || fault.last > 0) && `connections ${fault.first}–${fault.last || '…'}`,
    fault.lastsUs !== undefined && `for ${seconds(fault.lastsUs)}`,
  ];
  return parts.filter(Boolean).join(', ');
}
