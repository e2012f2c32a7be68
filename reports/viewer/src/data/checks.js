// The checks of one play with the rules they stand for, and which events show what was broken. It does not judge: verdicts are
// given.
import { rankOf } from './verdicts.js';

const SEVERITIES = ['must', 'should', 'advisory'];

/**
 * @typedef {{index: number, id: string, rule: string, severity: string, source: string, verdict: string, detail: string,
 *   evidence: string, sequences: number[]}} Check
 */

/** @returns {Check} */
function checkOf(run, entry, index) {
  const found = typeof entry === 'number' ? { rule: entry, verdict: 'pass' } : entry;
  const { id, rule, severity, source } = run.rules[found.rule];
  return {
    index,
    id,
    rule,
    severity,
    source,
    verdict: found.verdict,
    detail: found.detail ?? '',
    evidence: found.evidence ?? '',
    sequences: found.events ?? [],
  };
}

const bySeverity = (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
// The event that completes a breach; one that no event shows comes last.
const completedBy = ({ sequences }) => (sequences.length > 0 ? Math.max(...sequences) : Number.MAX_SAFE_INTEGER);

// The worst first, then what weighs most, then what broke first, then in the judge's order.
const inOrder = (a, b) =>
  rankOf(a.verdict) - rankOf(b.verdict) || bySeverity(a, b) || completedBy(a) - completedBy(b) || a.index - b.index;

export const checksOf = (run, play) => play.result.checks.map((entry, index) => checkOf(run, entry, index)).sort(inOrder);

export const isBroken = (check) => check.verdict !== 'pass';

// The first of the broken checks: why a play has its verdict. Nothing if all were kept. Cheaper than checksOf.
export function firstBroken(run, play) {
  const isOpen = (entry) => typeof entry !== 'number' && isBroken(entry);
  const broken = play.result.checks.flatMap((entry, index) => (isOpen(entry) ? [checkOf(run, entry, index)] : []));
  return broken.sort(inOrder)[0];
}

// The events of one check in the play's order: their positions.
export const positionsOf = (events, check) =>
  check.sequences
    .map((sequence) => events.positionOf(sequence))
    .filter((position) => position >= 0)
    .sort((a, b) => a - b);

/**
 * Which events show that something was broken. The last event of a check is where its breach is complete; those before it show
 * how it came about.
 * @returns {{marked: Map<number, Check[]>, breaches: Map<number, Check[]>, first: number, order: number[]}} by position; `first`
 *   is where the worst verdict's first breach is complete, or -1; `order` lists the marked positions
 */
export function marksOf(events, checks) {
  const marked = new Map();
  const breaches = new Map();
  const add = (map, position, check) => map.set(position, [...(map.get(position) ?? []), check]);
  const broken = checks.filter(isBroken);
  let first = -1;
  for (const check of broken) {
    const positions = positionsOf(events, check);
    for (const position of new Set(positions)) add(marked, position, check);
    if (positions.length === 0) continue;
    const last = positions.at(-1);
    add(breaches, last, check);
    if (check.verdict === broken[0].verdict && (first < 0 || last < first)) first = last;
  }
  return { marked, breaches, first, order: [...marked.keys()].sort((a, b) => a - b) };
}
