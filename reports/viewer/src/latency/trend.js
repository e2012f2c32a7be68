// Earlier runs as curves: one axis of time, and for each client its median and its 95th percentile. It draws nothing.
import { clientName } from '../data/clients.js';

/** Columns for one axis of time: { times (s), series: [{ label, what, index, values }] }; null where a run has no such value. */
export function trendOf(history) {
  const times = [...new Set(history.map(({ started_at: at }) => Date.parse(at) / 1000))].sort((a, b) => a - b);
  const clients = [...new Set(history.map(({ client }) => clientName(client)))];
  const series = clients.flatMap((label, index) =>
    ['p50_ms', 'p95_ms'].map((what) => {
      const values = times.map(() => null);
      for (const one of history) {
        if (clientName(one.client) === label) values[times.indexOf(Date.parse(one.started_at) / 1000)] = one[what] ?? null;
      }
      return { label, what, index, values };
    }),
  );
  return { times, series };
}
