// What recurs, told once: failures and warnings by the rule, known deviations by their evidence, and where each shows. Pure.

/**
 * @typedef {{key: string, name: string, text: string, verdict: string, rules: Map<number, object>, clients: object[], plays:
 *   object[], shown: {play: object, check: object}[]}} Finding  `name` is a rule's id, or empty; `shown` has one entry per broken
 *   check, in the run's order
 */

// The same rule carries its client's name behind an @ where a scenario has several.
const ruleName = (id) => id.split('@')[0];
// Expectations are a scenario's own: what they have in common is their words, not their number.
const isOwn = (id) => /^(expect|step)-\d+$/.test(id);

function titleOf(rule, entry) {
  if (entry.verdict === 'known') return { name: '', text: entry.evidence ?? '' };
  return { name: isOwn(rule.id) ? '' : ruleName(rule.id), text: rule.rule };
}

function add(findings, run, play, entry) {
  const rule = run.rules[entry.rule];
  const { name, text } = titleOf(rule, entry);
  const key = `${name}: ${text}`;
  const finding = findings.get(key) ?? {
    key,
    name,
    text,
    verdict: entry.verdict,
    rules: new Map(),
    clients: new Set(),
    plays: new Set(),
    shown: [],
  };
  findings.set(key, finding);
  finding.rules.set(rule.index, rule);
  finding.clients.add(play.client);
  finding.plays.add(play);
  finding.shown.push({ play, check: entry });
}

/**
 * The findings with `verdict`, those in most plays first.
 * @returns {Finding[]}
 */
export function findingsOf(run, verdict) {
  const findings = new Map();
  for (const play of run.plays) {
    for (const entry of play.result.checks) if (entry.verdict === verdict) add(findings, run, play, entry);
  }
  return [...findings.values()]
    .map((one) => ({ ...one, clients: [...one.clients], plays: [...one.plays] }))
    .sort((a, b) => b.plays.length - a.plays.length);
}

// The rules that are broken in most of these plays, warnings aside: [name, plays] pairs. A scenario's own expectations have no
// name.
export function brokenRules(run, plays) {
  const counts = new Map();
  for (const play of plays) {
    const names = new Set();
    for (const entry of play.result.checks) {
      if (typeof entry === 'number' || entry.verdict === 'pass' || entry.verdict === 'warning') continue;
      const { id } = run.rules[entry.rule];
      if (!isOwn(id)) names.add(ruleName(id));
    }
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a);
}

// Why plays are inconclusive, the most frequent first. Numbers in a reason do not tell two reasons apart.
export function reasonsOf(run) {
  const reasons = new Map();
  for (const play of run.plays) {
    if (play.verdict !== 'inconclusive') continue;
    const text = (play.reason || 'no reason is told').replace(/\d+(\.\d+)?/g, 'n');
    if (!reasons.has(text)) reasons.set(text, { text: play.reason || text, plays: [] });
    reasons.get(text).plays.push(play);
  }
  return [...reasons.values()].sort((a, b) => b.plays.length - a.plays.length);
}

export const crashedPlays = (run) => run.plays.filter(({ result }) => result.crashes?.length > 0);
