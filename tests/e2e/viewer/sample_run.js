// One small run by hand that has a bit of everything the page can show, hostile texts included. Its events tell plausible
// stories, no more.
import { clients, runOf } from '../../unit/viewer/run_builder.js';

export const FAILING = 'network/reset [moment=login] (tls)';
export const BROKEN_RULE = 'reconnects-by-itself';
export const BROKEN_AT = 15;  // sequence number of the event that completes the breach
export const HOSTILE = '<img src=x onerror="document.title=1"> \u202e\u001b[31m';

const alice = (more) => ({ client: 'alice', ...more });

const CONNACK = {
  hex: '20020000',
  fields: [
    ['type', 'CONNACK'],
    ['status', 0],
  ],
};

// A login that works, up to `at` + 20 ms.
const login = (at, epoch = 1) => [
  [at, 'app', 'call', alice({ name: 'connect', call: epoch, token: 'good' })],
  [at + 0.2, 'app', 'status', alice({ status: 'connecting', name: 'CONNECTING' })],
  [at + 1, 'wire', 'dial', alice({ epoch, detail: 'ws://127.0.0.1:4000/websocket' })],
  [at + 2, 'server', 'server-accepted', { epoch }],
  [at + 3, 'wire', 'socket-opened', alice({ epoch })],
  [at + 4, 'server', 'server-login', { epoch, user: 'alice', token: 'good', detail: 'valid', code: 0 }],
  [at + 4, 'server', 'server-sent', { epoch, user: 'alice', token: 'good', name: 'CONNACK 0', frame: CONNACK }],
  [at + 6, 'app', 'status', alice({ status: 'connected', name: 'CONNECTED' })],
  [at + 6.1, 'app', 'result', alice({ name: 'connect', call: epoch, code: 0, user: 'alice' })],
];

const dropped = [
  [0, 'run', 'run-started'],
  [1, 'run', 'step-started', { name: 'step-1', detail: HOSTILE }],
  ...login(2),
  [500, 'fault', 'fault-armed', { name: 'fault-1', detail: 'reset' }],
  [500.1, 'fault', 'fault-fired', { name: 'fault-1', detail: 'reset', epoch: 1 }],
  [500.5, 'wire', 'socket-closed', alice({ epoch: 1, detail: 'ECONNRESET' })],
  [501, 'app', 'status', alice({ status: 'suspended', code: 30011, name: 'SUSPEND' })],
  [12_000, 'run', 'run-ended'],
];

const refused = [
  [0, 'run', 'run-started'],
  [5, 'app', 'call', alice({ name: 'connect', call: 1, token: 'old' })],
  [9, 'app', 'result', alice({ name: 'connect', call: 1, code: 31004 })],
  [10, 'run', 'run-ended'],
];

const reconnect = (totalMs, at = 500) => ({
  client: 'alice',
  lost_at_ms: at,
  total_ms: totalMs,
  attempts: 1,
  phases: {
    notice: totalMs * 0.1,
    backoff: totalMs * 0.4,
    'failed-attempts': 0,
    navigation: 0,
    dial: totalMs * 0.2,
    login: totalMs * 0.3,
  },
});

const must = (id, rule) => ({ id, rule, source: 'a page (https://docs.example/reconnect)' });
const HELD = [must('one-result-per-connect', 'A connect has one result.'), must('one-live-socket', 'No two sockets at once.')];

const play = (scenario, client, more = {}) => ({
  scenario,
  client,
  checks: HELD,
  events: [[0, 'run', 'run-started'], ...login(1)],
  ...more,
});

const failing = play(FAILING, 'native', {
  verdict: 'fail',
  events: dropped,
  shows: 'A reset during the login is a drop, from which the client comes back.',
  tags: ['network', 'tls'],
  checks: [
    ...HELD,
    {
      ...must(BROKEN_RULE, 'A client dials again within 10 s.'),
      verdict: 'fail',
      detail: `no attempt; ${HOSTILE}`,
      events: [14, BROKEN_AT],
    },
    {
      ...must('first-wait', 'The first retry comes 0.05 s after the drop.'),
      severity: 'advisory',
      verdict: 'warning',
      detail: 'late',
      events: [15],
    },
  ],
});

const plays = [
  failing,
  play(FAILING, 'web', { more: { reconnects: Array.from({ length: 24 }, (_, i) => reconnect(20 + i * 7)) } }),
  play('token/refused [kind=expired]', 'web', {
    events: refused,
    tags: ['token', '31020'],
    shows: 'An expired token is told to the app.',
  }),
  play('token/refused [kind=foreign]', 'web', {
    events: refused,
    verdict: 'known',
    shows: 'A foreign token is told to the app.',
    checks: [
      {
        ...must('expect-1', 'exactly once: result'),
        verdict: 'known',
        detail: 'seen twice',
        evidence: 'told twice, as reported',
        events: [3],
      },
    ],
  }),
  play('token/refused [kind=foreign]', 'native', {
    verdict: 'inconclusive',
    more: { reason: 'a step was carried out 275 ms late' },
  }),
  play('kick/newer', 'native', {
    more: { reconnects: [reconnect(40), reconnect(90)], crashes: [{ client: 'alice', at_ms: 3, how: 'SIGSEGV' }] },
  }),
  ...[1, 2, 3].map((n) => play('kick/again', 'web', { verdict: n === 2 ? 'warning' : 'pass' })),
];

const metric = (client, phase, change, more) => ({
  client,
  phase,
  change,
  base_ms: 50,
  new_ms: 62,
  interval_ms: [4, 20],
  p: 0.0004,
  n: [40, 24],
  detectable_ms: 6,
  error_ms: 0.3,
  ...more,
});

const more = {
  differences: [
    {
      clients: [clients.web, clients.native],
      across_profiles: true,
      rows: [
        { scenario: FAILING, aspect: 'verdict', told: ['pass', 'fail'] },
        { scenario: FAILING, aspect: 'result codes', told: ['connect 0', ''] },
      ],
    },
  ],
  crashes: [{ client: clients.native, n: 1, scenarios: 1, ways: { SIGSEGV: 1 } }],
  baseline: {
    name: 'last-week',
    changes: [{ scenario: FAILING, client: 'rongcloud-native 5.46.1', before: 'pass', after: 'fail' }],
    metrics: [
      metric('rongcloud-web 5.38.0', 'total', 'slower'),
      metric('rongcloud-native 5.46.1', 'total', 'cannot-tell', { p: null, n: [3, 2] }),
    ],
  },
  history: [1, 2, 3].map((day) => ({
    started_at: `2026-11-0${day}T00:00:00Z`,
    commit: 'abc',
    client: 'rongcloud-web 5.38.0',
    n: 24,
    p50_ms: 50 + day,
    p95_ms: 90,
  })),
};

// What was found out of how wrong times may be: the machine was too busy.
const spread = (p95) => ({ min: 0.01, p50: 0.02, p95, p99: 4 * p95, max: 5 * p95 });
const INSTRUMENT = {
  calibration: [
    { method: 'known-delay', delay_ms: 50, n: 20, ms: spread(0.12) },
    { method: 'kernel-timestamps', n: 200, ms: spread(0.05) },
  ],
  lag: { n: 6100, ms: spread(3), bound_ms: 10, exceeded: true },
  instrument_error_ms: 3,
};

const STALE = { client: 'rongcloud-web', scenario: 'kick/*', check: 'one-live-socket', position: 'known_deviations.yaml:12' };

// `change(data)` may alter it before it is used.
export function sampleRun(change = () => {}) {
  const data = runOf(plays, { head: { stale: [STALE], interrupted: true, ...INSTRUMENT }, more });
  change(data);
  return data;
}

// A play of `count` events: messages to and fro on one connection, the last of them where a promise broke.
export function longRun(count) {
  const messages = Array.from({ length: count - 11 }, (_, i) => [
    20 + i * 0.7 + (i % 1000 === 0 ? 500 : 0) * Math.floor(i / 1000 / 2),
    'server',
    i % 2 ? 'server-sent' : 'server-received',
    { epoch: 1, user: 'alice', name: i % 2 ? 'QUERYACK 0' : 'QUERY pullMsg' },
  ]).sort(([a], [b]) => a - b);
  const events = [[0, 'run', 'run-started'], ...login(1), ...messages];
  events.push([events.at(-1)[0] + 1, 'run', 'run-ended']);
  const checks = [{ ...must(BROKEN_RULE, 'It breaks late.'), verdict: 'fail', detail: 'at the end', events: [count - 1] }];
  return runOf([{ scenario: 'messages/many', client: 'web', verdict: 'fail', events, checks, durationMs: events.at(-1)[0] }]);
}
