// The run's comparisons of clients as a table shows them: which of them are this run's, and whose word stands out. Pure.
import { wordsOf } from './search.js';

// Who says something else than most do; nobody where no word is the most frequent.
export function oddOnes(told) {
  const counts = new Map();
  for (const text of told) if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  const most = Math.max(...counts.values());
  const common = [...counts].filter(([, times]) => times === most).map(([text]) => text);
  return told.map((text) => text !== '' && common.length === 1 && text !== common[0]);
}

const titleOf = ({ across_profiles: isAcross, clients }) => (isAcross ? 'across API profiles' : `${clients[0].profile} clients`);

export const comparisonsOf = (run) =>
  (run.data.differences ?? [])
    .filter(({ rows }) => rows.length > 0)
    .map((comparison) => ({
      ...comparison,
      title: titleOf(comparison),
      own: comparison.clients.map((client) => run.clientLike(client)),
      rows: comparison.rows.map((row) => ({ ...row, odd: oddOnes(row.told) })),
    }));

export function countAspects(rows) {
  const counts = new Map();
  for (const { aspect } of rows) counts.set(aspect, (counts.get(aspect) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

export function filterRows(rows, aspect, query) {
  const words = wordsOf(query);
  return rows.filter((row) => {
    if (aspect && row.aspect !== aspect) return false;
    const text = [row.scenario, row.aspect, ...row.told].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
