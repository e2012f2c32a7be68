// The verdicts: their order, the worst first, and what each is called. How they look is the business of ui/verdict_mark.jsx.

export const VERDICTS = ['fail', 'inconclusive', 'known', 'warning', 'pass'];

const WORDS = {
  fail: { label: 'Failed', one: 'failed', count: 'failed' },
  inconclusive: { label: 'Inconclusive', one: 'inconclusive', count: 'inconclusive' },
  known: { label: 'Known', one: 'known deviation', count: 'known' },
  warning: { label: 'Warned', one: 'warning', count: 'warned' },
  pass: { label: 'Passed', one: 'passed', count: 'passed' },
};

export const labelOf = (verdict) => WORDS[verdict]?.label ?? verdict;
export const wordOf = (verdict) => WORDS[verdict]?.one ?? verdict;
// Its key in a run's summary.
export const summaryKeyOf = (verdict) => WORDS[verdict].count;

// 0 is the worst; what is unknown comes last.
export function rankOf(verdict) {
  const rank = VERDICTS.indexOf(verdict);
  return rank < 0 ? VERDICTS.length : rank;
}

// The worst of `verdicts`; nothing of none.
export function worstOf(verdicts) {
  let worst;
  for (const verdict of verdicts) if (worst === undefined || rankOf(verdict) < rankOf(worst)) worst = verdict;
  return worst;
}

// How often each occurs: { fail: 1, pass: 3 }.
export function tally(verdicts) {
  const counts = {};
  for (const verdict of verdicts) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}
