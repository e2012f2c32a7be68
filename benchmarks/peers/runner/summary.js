// From the figures of all rounds to medians, and to ratios, which are taken within a round: what slows a machine down for a while
// then slows both sides.
'use strict';

const { spread } = require('./statistics');

const OURS = 'redial';
const LIMIT = 'bare epoll';

const rateOf = ({ per_second: rate }) => rate;
// Of the server, for one login: what a rate is worth where the client was the limit.
const cpuSecondsOf = ({ server_cpu: cpu, per_second: rate }) => cpu / rate;

const sum = (numbers) => numbers.reduce((all, number) => all + number, 0);
const failuresOf = ({ failures }) => sum(Object.values(failures));

function grouped(figures, keyOf) {
  const groups = new Map();
  for (const figure of figures) {
    const key = keyOf(figure);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(figure);
  }
  return [...groups.values()];
}

// Of `mine` to `others`, round by round.
function ratio(mine, others, valueOf) {
  const pairs = mine.flatMap((figure) => others.filter(({ round }) => round === figure.round).map((other) => [figure, other]));
  return spread(pairs.map(([figure, other]) => valueOf(figure) / valueOf(other)));
}

function peaks(figures) {
  const all = figures.filter(({ kind }) => kind === 'peak');
  return grouped(all, ({ mode, peer }) => `${mode} ${peer}`).map((group) => {
    const [{ mode, peer }] = group;
    const ours = all.filter((figure) => figure.mode === mode && figure.peer === OURS);
    return {
      mode,
      peer,
      logins: sum(group.map(({ logins }) => logins)),
      failures: sum(group.map(failuresOf)),
      resumed: sum(group.map(({ resumed }) => resumed)),
      per_second: spread(group.map(rateOf)),
      p50_us: spread(group.map(({ latency_us: latency }) => latency?.p50)),
      p99_us: spread(group.map(({ latency_us: latency }) => latency?.p99)),
      server_cpu: spread(group.map(({ server_cpu: cpu }) => cpu)),
      client_cpu: spread(group.map(({ client_cpu: cpu }) => cpu)),
      ours_to_it: peer === OURS ? null : ratio(ours, group, rateOf),
      ours_to_it_by_cpu: peer === OURS ? null : ratio(ours, group, (figure) => 1 / cpuSecondsOf(figure)),
      cpu_us_per_login: spread(group.map((figure) => 1e6 * cpuSecondsOf(figure))),
    };
  });
}

// Of those whose connection was accepted: neither refused by the kernel nor still waiting in a backlog.
const ACCEPTED_KINDS = ['reset', 'closed', 'refused', 'tls'];
const failedOfAccepted = ({ failures }) => sum(ACCEPTED_KINDS.map((kind) => failures[kind] ?? 0));
const lateOf = ({ failures }) => (failures.late ?? 0) + (failures.unconnected ?? 0);

function overloads(figures) {
  const all = figures.filter(({ kind }) => kind === 'overload');
  const ours = all.filter(({ peer }) => peer === OURS);
  return grouped(all, ({ peer }) => peer).map((group) => ({
    peer: group[0].peer,
    peak: spread(group.map(({ peak }) => peak)),
    ours_to_it: group[0].peer === OURS ? null : ratio(ours, group, ({ peak }) => peak),
    offered_to_peak: spread(group.map(({ rate_offered: rate, peak }) => rate / peak)),
    per_second: spread(group.map(rateOf)),
    to_peak: spread(group.map(({ per_second: rate, peak }) => rate / peak)),
    logins: sum(group.map(({ logins, afterwards }) => logins + afterwards.logins)),
    failed_of_accepted: sum(group.map((figure) => failedOfAccepted(figure) + failedOfAccepted(figure.afterwards))),
    late: sum(group.map((figure) => lateOf(figure) + lateOf(figure.afterwards))),
  }));
}

function storms(figures) {
  const all = figures.filter(({ kind }) => kind === 'storm');
  const limit = all.filter(({ peer }) => peer === LIMIT);
  return grouped(all, ({ peer }) => peer).map((group) => ({
    peer: group[0].peer,
    sessions: group[0].sessions,
    last_ms: spread(group.map(({ last_ms: last }) => last)),
    to_bare: group[0].peer === LIMIT ? null : ratio(group, limit, ({ last_ms: last }) => last),
    failures: sum(group.map(failuresOf)),
    lost_to_backlog: sum(group.map(({ listen_drops: drops }) => drops)),
  }));
}

function memory(figures) {
  const all = figures.filter(({ kind }) => kind === 'memory');
  return grouped(all, ({ mode }) => mode).map((group) => ({
    mode: group[0].mode,
    sessions: group[0].sessions,
    bytes_per_session: spread(group.map(({ bytes_per_session: bytes }) => bytes)),
  }));
}

function summarise(figures) {
  return { peaks: peaks(figures), overloads: overloads(figures), storms: storms(figures), memory: memory(figures) };
}

module.exports = { summarise };
