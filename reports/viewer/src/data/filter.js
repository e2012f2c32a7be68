// Which plays of a run are asked for, and that as a link's query. It does not look into plays: search.js does.
import { search } from './search.js';

/** @typedef {{verdicts: string[], clients: string[], family: string, tag: string, query: string}} Filter */

const list = (text) => (text ? text.split(',') : []);

/** @returns {Filter} */
export const filterOf = (parameters) => ({
  verdicts: list(parameters.get('verdict')),
  clients: parameters.getAll('client'),
  family: parameters.get('family') ?? '',
  tag: parameters.get('tag') ?? '',
  query: parameters.get('q') ?? '',
});

// Without what is not set.
export function parametersOf(filter) {
  const parameters = new URLSearchParams();
  if (filter.query) parameters.set('q', filter.query);
  if (filter.verdicts.length) parameters.set('verdict', filter.verdicts.join(','));
  for (const client of filter.clients) parameters.append('client', client);
  if (filter.family) parameters.set('family', filter.family);
  if (filter.tag) parameters.set('tag', filter.tag);
  return parameters;
}

export const isSet = (filter) => parametersOf(filter).toString() !== '';

export const toggled = (items, item) => (items.includes(item) ? items.filter((one) => one !== item) : [...items, item]);

/**
 * The plays that match, as a set, and where the words of the query were found (search.js), or null without a query.
 * @param {Filter} filter
 */
export function select(run, filter) {
  const where = search(run, filter.query);
  const matches = (play) =>
    (!where || where[play.index] > 0) &&
    (filter.verdicts.length === 0 || filter.verdicts.includes(play.verdict)) &&
    (filter.clients.length === 0 || filter.clients.includes(play.client.label)) &&
    (!filter.family || play.scenario.family === filter.family) &&
    (!filter.tag || play.scenario.tags.includes(filter.tag));
  return { plays: run.plays.filter(matches), where };
}

// Every tag of the run with the number of its scenarios, the most frequent first.
export function tagsOf(run) {
  const counts = new Map();
  for (const { tags } of run.scenarios) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
}
