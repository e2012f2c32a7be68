// A bench's data as load/writers/page_data writes it, by hand: a ramp and a storm with everything that a phase may have.

const latency = (n, ms, bars) => ({
  n,
  min: ms / 2,
  p50: ms,
  p90: ms * 2,
  p95: ms * 3,
  p99: ms * 5,
  p999: ms * 8,
  max: ms * 10,
  bars,
});

const noThings = { intended: 0, started: 0, succeeded: 0, unfinished: 0, failed: [] };

const ramp = () => ({
  name: 'ramp',
  shape: 'connect',
  began_ms: 0,
  length_ms: 2000,
  users: 1000,
  online: [0, 1000],
  connects: { ...noThings, intended: 1000, started: 1000, succeeded: 1000 },
  messages: noThings,
  rates: [500, 520],
  losses: [],
  failed_attempts: [],
  fetched_tokens: 0,
  latencies: {
    total: latency(1000, 2, [
      [0, 200],
      [6, 700],
      [14, 100],
    ]),
    dial: latency(1000, 0.5, [
      [-8, 900],
      [-2, 100],
    ]),
  },
  attempts: [[1, 1000]],
  waits: [],
  series: {
    width_ms: 100,
    attempts: Array(20).fill(50),
    connects: Array(20).fill(50),
    losses: Array(20).fill(0),
    messages: Array(20).fill(0),
    online: Array.from({ length: 20 }, (_, i) => 50 * (i + 1)),
  },
  interrupted: false,
});

const STEPS = 30;
const backIn = (i) => Math.round((990 / STEPS) * (i + 1));

const storm = () => ({
  ...ramp(),
  name: 'storm <b>',
  shape: 'storm',
  began_ms: 2000,
  length_ms: 3000,
  online: [1000, 990],
  connects: {
    intended: 1000,
    started: 1000,
    succeeded: 990,
    unfinished: 0,
    failed: [{ code: 31004, n: 10, meaning: 'the token is no good' }],
  },
  messages: { ...noThings, intended: 40, started: 38, succeeded: 30, unfinished: 8 },
  losses: [{ code: 30002, n: 1000, meaning: 'the connection was closed or reset' }],
  failed_attempts: [{ code: 30010, n: 330, meaning: 'no answer in time' }],
  fetched_tokens: 10,
  attempts: [
    [1, 660],
    [2, 330],
  ],
  waits: [
    {
      attempt: 1,
      low_ms: 0,
      high_ms: 0,
      n: 660,
      below: 0,
      within: 0.1,
      above: 0.9,
      p50_ms: 0.2,
      p99_ms: 1,
      verdict: 'no jitter declared',
      counts: [0, 600],
      bars: [],
    },
    {
      attempt: 2,
      low_ms: 50,
      high_ms: 500,
      n: 330,
      below: 0,
      within: 0.95,
      above: 0.05,
      p50_ms: 290,
      p99_ms: 505,
      verdict: 'not as declared',
      counts: [0, 16],
      bars: Array.from({ length: 64 }, (_, i) => 3 + (i % 5)),
      d: [0.05, 0.051],
      p: 0.0004,
    },
  ],
  series: {
    width_ms: 100,
    attempts: Array(STEPS).fill(44),
    connects: Array(STEPS).fill(33),
    losses: [1000, ...Array(STEPS - 1).fill(0)],
    messages: Array(STEPS).fill(1),
    online: Array.from({ length: STEPS }, (_, i) => backIn(i)),
  },
  back: {
    lost_users: 1000,
    marks: [
      [50, 1500],
      [95, 2880],
      [99, 3000],
      [100, null],
    ],
    curve: Array.from({ length: STEPS }, (_, i) => [100 * (i + 1), backIn(i)]),
  },
  server: {
    cpu_ms: 90,
    logins: 990,
    memory_before: 50e6,
    memory_after: 58e6,
    sessions_before: 0,
    sessions_after: 990,
    cpu_per_login_ms: 0.0909,
    memory_per_session: 8080,
  },
});

/** `change` may alter it. */
export function sampleBench(change = () => {}) {
  const bench = {
    page: 1,
    kind: 'bench',
    steps_per_decade: 20,
    run: {
      redial: { version: '0.1.0', commit: 'abc' },
      started_at: '2026-01-02T03:04:05Z',
      duration_ms: 5000,
      spec: { name: 'storm-reset', text: 'shows: A storm.\nusers: 1000\n' },
      seed: '18446744073709551615',
      users: 1000,
      machine: { os: 'Linux', cpu: 'a CPU', cores: 2 },
      agents: 2,
      agent_loops: 1,
      server_loops: 1,
      interrupted: false,
      doubts: ['The machine was busy.'],
      error_ms: 0.36,
      calibration: [
        { method: 'known-delay', delay_ms: 50, n: 20, ms: { min: 0.01, p50: 0.02, p95: 0.1, p99: 0.3, max: 1 } },
        { method: 'kernel-timestamps', n: 0 },
      ],
      lag: { ...latency(700, 0.05, [[-26, 700]]), p99: 0.06, bound: 5, exceeds_bound: false },
    },
    phases: [ramp(), storm()],
  };
  change(bench);
  return bench;
}
