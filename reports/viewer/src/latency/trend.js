// Earlier runs as curves: one axis of time, and for each client its median and its 95th percentile. It draws nothing.
import { clientName } from '../data/clients.js';

/**
 * Columns for one axis of time: { times (s), series: [{ label, what, index, values }] }; null where a run has no such value. A
 * client that is one of `clients` has its index there, so that it looks the same everywhere; others come behind them.
 */
export function trendOf(history, clients = []) {
  const times = [...new Set(history.map(({ started_at: at }) => Date.parse(at) / 1000))].sort((a, b) => a - b);
  const labels = [...new Set(history.map(({ client }) => clientName(client)))];
  const known = clients.map(({ label }) => label);
  const all = [...known, ...labels.filter((label) => !known.includes(label))];
  const series = labels.flatMap((label) =>
    ['p50_ms', 'p95_ms'].map((what) => {
      const values = times.map(() => null);
      for (const one of history) {
        if (clientName(one.client) === label) values[times.indexOf(Date.parse(one.started_at) / 1000)] = one[what] ?? null;
      }
      return { label, what, index: all.indexOf(label), values };
    }),
  );
  return { times, series };
}
