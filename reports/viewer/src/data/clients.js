// What clients under test are called, so that no two of a run have the same name. It does not know what they can do.

const LABELS = [
  (c) => `${c.name} ${c.version}`,
  (c) => `${c.name} ${c.version} ${c.profile}`,
  (c) => `${c.name} ${c.version} ${c.host}`,
  (c) => `${c.name} ${c.version} ${c.profile} ${c.host}`,
];

const isUnique = (labels) => new Set(labels).size === labels.length;

// One label per client, with no more in it than it takes to tell them apart.
export function clientLabels(clients) {
  for (const labelOf of LABELS) {
    const labels = clients.map(labelOf);
    if (isUnique(labels)) return labels;
  }
  return clients.map((client, i) => `${LABELS.at(-1)(client)} #${i + 1}`);
}

// Equal descriptions are one client, wherever they stand.
export const clientKey = (c) => JSON.stringify([c.name, c.version, c.profile, c.host]);

// The name of a client where it stands alone: a description, or already a label.
export const clientName = (client) => (typeof client === 'string' ? client : `${client.name} ${client.version}`);
