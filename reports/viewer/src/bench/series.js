// A bench's data as the columns that its plots draw: rates over time, bars of a histogram, the way back. Pure.

const MOST_STEPS = 400;  // of a line: more would be narrower than what a screen shows

const summed = (values, from, to) => values.slice(from, to).reduce((sum, value) => sum + value, 0);

/**
 * Per second, over time; neighbouring steps are taken together where there are too many.
 * @returns {{times: number[], attempts: number[], connects: number[], losses: number[], messages: number[], online: number[]}}
 *   times in s, of the end of each step
 */
export function ratesOf(series) {
  const { width_ms: width, online } = series;
  const together = Math.max(1, Math.ceil(online.length / MOST_STEPS));
  const starts = Array.from({ length: Math.ceil(online.length / together) }, (_, i) => i * together);
  const end = (start) => Math.min(start + together, online.length);
  const perSecond = (values) =>
    starts.map((start) => (summed(values, start, end(start)) * 1000) / ((end(start) - start) * width));
  return {
    times: starts.map((start) => (end(start) * width) / 1000),
    attempts: perSecond(series.attempts),
    connects: perSecond(series.connects),
    losses: perSecond(series.losses),
    messages: perSecond(series.messages),
    online: starts.map((start) => online[end(start) - 1]),
  };
}

export const edgeOf = (bar, stepsPerDecade) => 10 ** (bar / stepsPerDecade);

/**
 * The bars of several histograms over one axis: every bar from the first to the last, so that gaps are seen as such.
 * @param {{bars: [number, number][], n: number}[]} histograms
 * @returns {{edges: number[], shares: number[][]}} edges in ms, of each bar's beginning; shares of each histogram's n
 */
export function barsOf(histograms, stepsPerDecade) {
  const all = histograms.flatMap(({ bars }) => bars.map(([bar]) => bar));
  const first = Math.min(...all) - 1;
  const length = Math.max(...all) - first + 2;
  return {
    edges: Array.from({ length }, (_, i) => edgeOf(first + i, stepsPerDecade)),
    shares: histograms.map(({ bars, n }) => {
      const shares = Array.from({ length }, () => 0);
      for (const [bar, count] of bars) shares[bar - first] = count / n;
      return shares;
    }),
  };
}

// From the beginning of the storm: [times in s, share of those who lost their connection and are back].
export function wayBack({ lost_users: lost, curve }) {
  const times = [0, ...curve.map(([ms]) => ms / 1000)];
  return [times, [0, ...curve.map(([, users]) => (lost > 0 ? users / lost : 0))]];
}

// Of waits: [middle of each part in ms, how often it is as often as it would be if they were spread evenly].
export function evenness({ low_ms: low, high_ms: high, bars }) {
  const all = summed(bars, 0, bars.length);
  const width = (high - low) / bars.length;
  return [bars.map((_, i) => low + width * (i + 0.5)), bars.map((count) => (all > 0 ? (count * bars.length) / all : 0))];
}
