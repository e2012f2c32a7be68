// The reconnects of a run as samples: by client, sorted, summed up. Percentiles by nearest rank, as everywhere in Redial. It
// draws nothing.
import { PHASES } from '../ladder/spans.js';

// Below so many, a percentile says no more than the largest sample does, and is not shown.
export const LEAST_FOR = { p50: 5, p90: 10, p95: 20, p99: 100 };
const QUANTILES = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99 };

/** @typedef {{play: object, reconnect: object, totalMs: number, order: number}} Sample */

/**
 * The samples of every client that has any, in the run's order.
 * @param {function(object): boolean} takes  plays whose reconnects count
 * @returns {{client: object, samples: Sample[]}[]}
 */
export function samplesOf(run, takes = () => true) {
  const groups = run.clients.map((client) => ({ client, samples: [] }));
  for (const play of run.plays) {
    if (!play.result.reconnects || !takes(play)) continue;
    const { samples } = groups[play.client.index];
    for (const reconnect of play.result.reconnects) {
      samples.push({ play, reconnect, totalMs: reconnect.total_ms, order: samples.length });
    }
  }
  return groups.filter(({ samples }) => samples.length > 0);
}

// By nearest rank: always a value that was measured. `sorted` ascending, not empty.
export const percentile = (sorted, share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];

const ascending = (values) => Float64Array.from(values).sort();

/**
 * @returns {{n: number, min: number, max: number, p50: ?number, p90: ?number, p95: ?number, p99: ?number}} null: too few
 *   samples
 */
export function spreadOf(values) {
  const sorted = ascending(values);
  const spread = { n: sorted.length, min: sorted[0], max: sorted.at(-1) };
  for (const [name, share] of Object.entries(QUANTILES)) {
    spread[name] = sorted.length < LEAST_FOR[name] ? null : percentile(sorted, share);
  }
  return spread;
}

// The phases that occur, each with the median over all samples; one that a reconnect lacks took it no time.
export function medianPhases(samples) {
  const present = PHASES.filter((name) => samples.some(({ reconnect }) => name in reconnect.phases));
  return present.map((name) => [name, percentile(ascending(samples.map(({ reconnect }) => reconnect.phases[name] ?? 0)), 0.5)]);
}

// For one axis and several curves: all values that occur, ascending, and per group the share of its samples up to each.
export function ecdf(groups) {
  const sorted = groups.map(({ samples }) => ascending(samples.map(({ totalMs }) => totalMs)));
  const values = [...new Set(sorted.flatMap((one) => [...one]))].sort((a, b) => a - b);
  const curves = sorted.map((one) => {
    let below = 0;
    return values.map((value) => {
      while (below < one.length && one[below] <= value) ++below;
      return below / one.length;
    });
  });
  return { values, curves };
}

/** Bars for stacking: per phase the height of its upper edge over each sample. `mode`: 'ms', or 'share' of the total. */
export function stacked(samples, mode) {
  const present = PHASES.filter((name) => samples.some(({ reconnect }) => reconnect.phases[name] > 0));
  const reached = new Float64Array(samples.length);
  const edges = present.map((name) =>
    samples.map(({ reconnect, totalMs }, i) => {
      const whole = mode === 'share' ? Math.max(totalMs, 1e-9) : 1;
      reached[i] += (reconnect.phases[name] ?? 0) / whole;
      return reached[i];
    }),
  );
  return { phases: present, edges };
}
