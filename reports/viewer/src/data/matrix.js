// The rows of the matrix: families, their templates, their cases. Cases fold into their template's row unless they differ. Pure.
import { rankOf, worstOf } from './verdicts.js';

/**
 * @typedef {{kind: 'family'|'template'|'case', key: string, name: string, family: string, scenarios: object[], plays: object[],
 *   cells: object[][], worst: string, isOpen: boolean, canOpen: boolean}} Row  `cells`: per client its plays
 */

export function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(item);
  }
  return groups;
}

function row(kind, key, name, plays, clients) {
  const cells = clients.map(() => []);
  const column = new Map(clients.map((client, i) => [client.index, i]));
  for (const play of plays) cells[column.get(play.client.index)].push(play);
  const scenarios = [...new Set(plays.map(({ scenario }) => scenario))];
  const [{ family }] = scenarios;
  return { kind, key, name, family, scenarios, plays, cells, worst: worstOf(plays.map(({ verdict }) => verdict)) };
}

// Whether the cases of a template tell different things: then they are shown one by one.
export const isMixed = (template) => template.cells.some((plays) => new Set(plays.map(({ verdict }) => verdict)).size > 1);

const openness = (opened, key, otherwise) => opened.get(key) ?? otherwise;

function caseRows(template, clients) {
  const cases = groupBy(template.plays, ({ scenario }) => scenario.index);
  return [...cases.values()].map((plays) => {
    const [{ scenario }] = plays;
    return {
      ...row('case', `case ${scenario.id}`, scenario.caseName || scenario.short, plays, clients),
      isOpen: false,
      canOpen: false,
    };
  });
}

function templateRows(plays, clients, opened) {
  const templates = groupBy(plays, ({ scenario }) => scenario.template);
  return [...templates].flatMap(([name, own]) => {
    const template = row('template', `template ${name}`, own[0].scenario.short, own, clients);
    const canOpen = template.scenarios.length > 1;
    const isOpen = canOpen && openness(opened, template.key, isMixed(template));
    return [{ ...template, canOpen, isOpen }, ...(isOpen ? caseRows(template, clients) : [])];
  });
}

/**
 * All rows that are to be seen, from top to bottom.
 * @param {object[]} plays  those that are asked for
 * @param {object[]} clients  one column each; every play is of one of them
 * @param {Map<string, boolean>} opened  by a row's key, what the reader opened or closed
 * @param {(family: Row) => boolean} opensFamily  for families that the reader has not touched
 * @returns {Row[]}
 */
export function matrixRows(plays, clients, opened, opensFamily) {
  const families = [...groupBy(plays, ({ scenario }) => scenario.family)].sort(([a], [b]) => a.localeCompare(b));
  return families.flatMap(([name, own]) => {
    const family = row('family', `family ${name}`, name, own, clients);
    const isOpen = openness(opened, family.key, opensFamily(family));
    return [{ ...family, canOpen: true, isOpen }, ...(isOpen ? templateRows(own, clients, opened) : [])];
  });
}

// The play that a cell leads to: its worst, the first of those.
export const worstPlay = (plays) => plays.reduce((a, b) => (rankOf(b.verdict) < rankOf(a.verdict) ? b : a));
