// What a bench's figures are called, and what they say in words. Pure.
import { count, counted, date, duration } from '../data/format.js';

export const WHATS = {
  total: 'until online',
  navigation: 'navigation',
  dial: 'dial',
  login: 'login',
  message: 'message',
  ping: 'ping',
  back: 'back in the storm',
};

export const SHAPES = {
  connect: 'users connect',
  hold: 'users stay online',
  storm: 'all lose their connection together',
  'rolling-restart': 'servers restart in turn',
  expiry: 'all tokens expire',
  flap: 'networks come and go',
};

export const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;
export const perSecond = (rate) => `${count(Math.round(rate))} / s`;
export const microseconds = (ms) => (ms < 1 ? `${(ms * 1000).toFixed(0)} µs` : duration(ms));
export const percent = (part) => `${(part * 100).toFixed(part > 0 && part < 0.01 ? 2 : 1)} %`;

export const factsOf = ({ run }) => [
  `redial ${run.redial.version} (${run.redial.commit})`,
  date(run.started_at),
  `bench ${run.spec.name}`,
  counted(run.users, 'user'),
  `${counted(run.agents, 'agent')} with ${counted(run.agent_loops, 'loop')}, server with ${counted(run.server_loops, 'loop')}`,
  duration(run.duration_ms),
  `seed ${run.seed}`,
  `${run.machine.os}, ${run.machine.cpu}, ${counted(run.machine.cores, 'core')}`,
];

// How wrong times may be: one sentence, or that nobody knows.
export function errorText({ run }) {
  if (run.error_ms === undefined) return 'How late this machine woke threads was not measured: how wrong times are is not known.';
  const parts = [`Times may be off by ${microseconds(run.error_ms)}, 99 times of 100 by less.`];
  for (const { method, delay_ms: delay, n, ms } of run.calibration ?? []) {
    const what = method === 'known-delay' ? `a known delay of ${delay} ms` : 'kernel timestamps';
    parts.push(
      n > 0
        ? `Calibration with ${what}: p50 ${microseconds(ms.p50)}, p99 ${microseconds(ms.p99)}.`
        : `Calibration with ${what}: not given by this machine.`,
    );
  }
  if (run.lag) parts.push(`The machine woke threads late by p50 ${microseconds(run.lag.p50)}, p99 ${microseconds(run.lag.p99)}.`);
  return parts.join(' ');
}

// What limits what the bench can say: [tone, text].
export function bannersOf({ run, phases }) {
  return [
    run.interrupted && ['bad', 'The bench was interrupted: what had finished is shown.'],
    run.lag?.exceeds_bound && [
      'bad',
      `The machine woke threads ${microseconds(run.lag.p99)} late, more than the ${microseconds(run.lag.bound)} that ` +
        'this bench allows: it is inconclusive.',
    ],
    ...run.doubts.map((doubt) => ['warn', doubt]),
    ...phases
      .filter(({ interrupted }) => interrupted && !run.interrupted)
      .map(({ name }) => ['warn', `${name} ended before everything was settled.`]),
  ].filter(Boolean);
}

const sum = (codes) => codes.reduce((all, { n }) => all + n, 0);

export const failedOf = ({ failed }) => sum(failed);

// "even (D 0.8 % to 0.9 %, n 990, p 0.31)"
export function spreadText({ verdict, d, p, n }) {
  if (!d) return verdict;
  const chance = p < 0.001 ? 'p < 0.001' : `p ${p.toFixed(3)}`;
  return `${verdict} (D ${percent(d[0])} to ${percent(d[1])}, n ${count(n)}, ${chance})`;
}

// Rows of the table of codes: what happened, how often, and what the code means.
export const codeRows = (phase) =>
  [
    ['connects failed', phase.connects.failed],
    ['messages failed', phase.messages.failed],
    ['attempts failed, another followed', phase.failed_attempts],
    ['connections lost', phase.losses],
  ].flatMap(([what, codes]) => codes.map((code) => ({ what, ...code })));
