// A summary as Markdown, and its place in the document. It computes nothing.
'use strict';

const MODES = { none: 'plain', full: 'TLS, full handshake', resumed: 'TLS, resumed' };

const whole = (number) => Math.round(number).toLocaleString('en-GB').replaceAll(',', ' ');
const ratio = (number) => number.toFixed(2);
const tenth = (number) => number.toFixed(1);
const percent = (number) => `${Math.round(number * 100)} %`;
const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;
const NOTHING = '–';
const sumOf = (counts) => Object.values(counts).reduce((sum, count) => sum + count, 0);
const ofMachine = ({ cpu, cores, kernel, compiler, openssl, node, commit, date }) =>
  `${date}, ${commit}: ${cpu}, ${cores} cores, ${kernel}, ${compiler}, ${openssl}, Node.js ${node}.`;
const middle = (values, write) => (values === null ? NOTHING : write(values.median));
const withRange = (values, write) =>
  (values === null ? NOTHING : `${write(values.median)} (${write(values.least)} … ${write(values.most)})`);

function table(columns, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(columns), line(columns.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

function peakTable(peaks, mode) {
  const rows = peaks.filter((row) => row.mode === mode).map((row) => [
    row.peer, withRange(row.per_second, whole), withRange(row.ours_to_it, ratio), withRange(row.ours_to_it_by_cpu, ratio),
    middle(row.p50_us, whole), middle(row.p99_us, whole), middle(row.server_cpu, percent), middle(row.client_cpu, percent),
    middle(row.cpu_us_per_login, tenth), whole(row.logins), whole(row.failures),
  ]);
  const columns = [
    'server', 'logins/s', 'redial to it', 'by CPU time', 'p50 µs', 'p99 µs', 'CPU', 'client', 'CPU µs a login', 'logins',
    'failed',
  ];
  return rows.length > 0 ? `**${MODES[mode]}**\n\n${table(columns, rows)}` : '';
}

function overloadTable(overloads, { rivals }) {
  const rows = overloads.map((row) => [
    row.peer, withRange(row.peak, whole), withRange(row.ours_to_it, ratio), withRange(row.offered_to_peak, ratio),
    withRange(row.per_second, whole), withRange(row.to_peak, ratio), whole(row.logins), whole(row.failed_of_accepted),
    whole(row.late),
  ]);
  const columns = [
    'server', 'peak', 'redial to it', 'offered, in peaks', 'logins/s', 'to its peak', 'logins', 'failed after accept', 'never in',
  ];
  const title = `**Four times the peak offered, plain, open loop, on a core shared with ${rivals} busy processes**`;
  return `${title}\n\n${table(columns, rows)}`;
}

function stormTable(storms) {
  const rows = storms.map((row) => [
    row.peer, whole(row.sessions), withRange(row.last_ms, whole), withRange(row.to_bare, ratio), whole(row.failures),
    whole(row.lost_to_backlog),
  ]);
  const columns = ['server', 'sessions', 'last one back, ms', 'to bare epoll', 'failed logins', 'lost to the backlog'];
  return `**Storm: all dropped together, all back at once, plain**\n\n${table(columns, rows)}`;
}

function memoryTable(memory) {
  const rows = memory.map((row) => [MODES[row.mode], whole(row.sessions), withRange(row.bytes_per_session, kib)]);
  return `**Memory of the server for each idle session**\n\n${table(['connection', 'sessions', 'each'], rows)}`;
}

const mib = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

// The first look, and five more spread over the time.
function soakRows({ before, samples, after }) {
  const spread = [1, 2, 3, 4, 5].map((fifth) => samples[Math.ceil((samples.length * fifth) / 5) - 1]).filter(Boolean);
  return [before, ...spread, after].map(({ seconds, resident_bytes: bytes, descriptors, observed }) => [
    tenth(seconds / 60), mib(bytes), whole(descriptors), whole(observed),
  ]);
}

function soakTable(machine, soak) {
  const { minutes, peak, told, observations, received, lost } = soak;
  const counted = lost > 0 ? `${whole(received)} were read and ${whole(lost)} counted as lost` : `all were read`;
  return [
    `${ofMachine(machine)} ${minutes} minutes at half of a peak of ${whole(peak)} logins/s beside an observer of every event: ` +
      `${whole(told.logins)} logins, ${whole(sumOf(told.failures))} failed, p50 ${whole(told.latency_us.p50)} µs, ` +
      `p99 ${whole(told.latency_us.p99)} µs. Of ${whole(observations)} observations ${counted}.`,
    table(['minute', 'resident', 'descriptors', 'observed until then'], soakRows(soak)),
  ].join('\n\n');
}

function machineLine(machine, { rounds, measuredMs }) {
  return `${ofMachine(machine)} Medians of ${rounds} rounds of ${measuredMs / 1000} s each, ` +
    'in parentheses the least and the most; ratios within a round.';
}

function tables({ machine, plan, summary }) {
  const parts = [
    machineLine(machine, plan), ...Object.keys(MODES).map((mode) => peakTable(summary.peaks, mode)),
    overloadTable(summary.overloads, plan), stormTable(summary.storms), memoryTable(summary.memory),
  ];
  return parts.filter(Boolean).join('\n\n');
}

// `what`: "peers" or "soak".
function putBetweenMarkers(document, what, text) {
  const [first, last] = [`<!-- ${what}: written by benchmarks/peers/run -->`, `<!-- /${what} -->`];
  const begin = document.indexOf(first);
  const end = document.indexOf(last);
  if (begin < 0 || end < begin) throw new Error(`docs/PERFORMANCE.md has no place for the tables: ${first} … ${last}`);
  return `${document.slice(0, begin + first.length)}\n\n${text}\n\n${document.slice(end)}`;
}

module.exports = { putBetweenMarkers, soakTable, tables };
