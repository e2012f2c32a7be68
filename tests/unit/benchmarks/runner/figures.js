// Figures as the client tells them, for tests of what is made of them.
'use strict';

const NONE = { logins: 0, failures: {} };

const peak = (round, peer, mode, rate, more = {}) => ({
  kind: 'peak', round, peer, mode, logins: rate, per_second: rate, resumed: 0, failures: {},
  latency_us: { p50: 100, p99: 900 }, server_cpu: 1, client_cpu: 0.8, ...more,
});

const overload = (round, peer, rate, more = {}) => ({
  kind: 'overload', round, peer, mode: 'none', logins: rate, per_second: rate, peak: 1000, rate_offered: 4000, failures: {},
  afterwards: NONE, ...more,
});

const storm = (round, peer, lastMs, more = {}) => ({
  kind: 'storm', round, peer, mode: 'none', sessions: 9500, last_ms: lastMs, failures: {}, listen_drops: 0, ...more,
});

const memory = (round, mode, bytes) => ({
  kind: 'memory', round, peer: 'redial', mode, sessions: 4000, bytes_per_session: bytes,
});

module.exports = { memory, overload, peak, storm };
