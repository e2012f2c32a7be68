// What changed against the baseline, sorted out: worse, better, or other, such as a play that only one of the runs has. Pure.
import { counted } from './format.js';
import { rankOf } from './verdicts.js';

// Above 0: worse than before.
function worsening({ before, after }) {
  return before && after ? rankOf(before) - rankOf(after) : 0;
}

/** @returns {{worse: object[], better: object[], other: object[]}} the largest change first */
export function sortOut(changes) {
  const sorted = [...changes].sort((a, b) => Math.abs(worsening(b)) - Math.abs(worsening(a)));
  return {
    worse: sorted.filter((change) => worsening(change) > 0),
    better: sorted.filter((change) => worsening(change) < 0),
    other: sorted.filter((change) => worsening(change) === 0),
  };
}

// "1 verdict worse, 2 better; 1 reconnect time slower, none faster".
export function summaryOf({ changes = [], metrics = [] }) {
  const { worse, better } = sortOut(changes);
  const verdicts =
    worse.length + better.length === 0
      ? 'no verdict changed'
      : `${counted(worse.length, 'verdict')} worse, ${better.length || 'none'} better`;
  if (metrics.length === 0) return verdicts;
  const [slower, faster] = ['slower', 'faster'].map((change) => metrics.filter((metric) => metric.change === change).length);
  return slower + faster === 0
    ? `${verdicts}; no reconnect time is known to have changed`
    : `${verdicts}; ${counted(slower, 'reconnect time')} slower, ${faster || 'none'} faster`;
}
