// Finding plays by words: in ids, descriptions, tags, rules, what was seen, and in the events themselves. All words must be
// found, each anywhere. It ranks nothing.
import { WordIndex } from './word_index.js';

// Where a word was found, the most telling first; 0 is nowhere.
export const WHERE = ['', 'id', 'tag', 'shows', 'client', 'seen', 'code', 'rule', 'event', 'source'];
const [, ID, TAG, SHOWS, CLIENT, SEEN, CODE, RULE, EVENT, SOURCE] = WHERE.keys();

const has = (text, word) => Boolean(text) && text.toLowerCase().includes(word);
const bitmap = (items, test) => Uint8Array.from(items, (item) => (test(item) ? 1 : 0));

const isCode = (word) => /^-?\d+$/.test(word);

export const wordsOf = (query) => query.toLowerCase().split(/\s+/).filter(Boolean);

function whereInScenario(scenario, word) {
  if (has(scenario.id, word)) return ID;
  if (scenario.tags.some((tag) => has(tag, word))) return TAG;
  if (has(scenario.shows, word)) return SHOWS;
  return has(scenario.file, word) || scenario.sources.some((source) => has(source, word)) ? SOURCE : 0;
}

function whereInResult(play, word, rules) {
  if (has(play.client.label, word)) return CLIENT;
  if (has(play.reason, word)) return SEEN;
  let found = 0;
  for (const check of play.result.checks) {
    if (typeof check === 'number') found ||= rules[check] && RULE;
    else if (has(check.detail, word) || has(check.evidence, word)) return SEEN;
    else if (rules[check.rule]) return SEEN;
  }
  return found;
}

const indices = new WeakMap();

function indexOf(run) {
  if (!indices.has(run)) indices.set(run, new WordIndex(run));
  return indices.get(run);
}

// Per play, where the word was found.
function findWord(run, word) {
  const scenarios = Uint8Array.from(run.scenarios, (scenario) => whereInScenario(scenario, word));
  const rules = bitmap(run.rules, (rule) => has(rule.rule, word) || has(rule.id, word) || has(rule.source, word));
  const texts = bitmap(run.data.texts, (text) => has(text, word));
  const code = isCode(word) ? Number(word) : null;
  const index = indexOf(run);
  return Uint8Array.from(run.plays, (play) => {
    const inScenario = scenarios[play.scenario.index];
    if (inScenario && inScenario !== SOURCE) return inScenario;
    const inResult = whereInResult(play, word, rules);
    if (inResult && inResult !== RULE) return inResult;
    if (code !== null && index.hasCode(play, code)) return CODE;
    return inResult || (index.hasText(play, texts) ? EVENT : inScenario);
  });
}

// Per play of the run a value of WHERE's places: where the least expected of the words was found, 0 if one of them is nowhere.
// Without words nothing: everything matches.
export function search(run, query) {
  const words = wordsOf(query);
  if (words.length === 0) return null;
  const found = words.map((word) => findWord(run, word));
  return Uint8Array.from(run.plays, (_, i) => (found.every((one) => one[i] > 0) ? Math.max(...found.map((one) => one[i])) : 0));
}

// Sequence number of the play's first event with a code that the query names; nothing without one.
export function eventWithCode(run, play, query) {
  const codes = wordsOf(query).filter(isCode).map(Number);
  if (codes.length === 0) return undefined;
  const [first, count] = play.result.events;
  const { code, sequence } = run.data.events;
  for (let row = first; row < first + count; ++row) if (codes.includes(code[row])) return sequence?.[row] ?? row - first + 1;
  return undefined;
}
