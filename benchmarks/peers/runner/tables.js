// A summary as Markdown, and its place in the document. It computes nothing.
'use strict';

const BEGIN = '<!-- peers: written by benchmarks/peers/run -->';
const END = '<!-- /peers -->';

const MODES = { none: 'plain', full: 'TLS, full handshake', resumed: 'TLS, resumed' };

const whole = (number) => Math.round(number).toLocaleString('en-GB').replaceAll(',', ' ');
const ratio = (number) => number.toFixed(2);
const tenth = (number) => number.toFixed(1);
const percent = (number) => `${Math.round(number * 100)} %`;
const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;
const NOTHING = '–';
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
    row.peer, withRange(row.peak, whole), withRange(row.ours_to_it, ratio), withRange(row.offered_to_peak, ratio), withRange(row.per_second, whole), withRange(row.to_peak, ratio),
    whole(row.logins), whole(row.failed_of_accepted), whole(row.late),
  ]);
  const columns = [
    'server', 'peak', 'redial to it', 'offered, in peaks', 'logins/s', 'to its peak', 'logins', 'failed after accept', 'never in',
  ];
  return `**Four times the peak offered, plain, open loop, on a core shared with ${rivals} busy processes**\n\n${table(columns, rows)}`;
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

function machineLine({ cpu, cores, kernel, compiler, openssl, node, commit, date }, { rounds, measuredMs }) {
  return `${date}, ${commit}: ${cpu}, ${cores} cores, ${kernel}, ${compiler}, ${openssl}, Node.js ${node}. ` +
    `Medians of ${rounds} rounds of ${measuredMs / 1000} s each, in parentheses the least and the most; ratios within a round.`;
}

function tables({ machine, plan, summary }) {
  const parts = [
    machineLine(machine, plan), ...Object.keys(MODES).map((mode) => peakTable(summary.peaks, mode)),
    overloadTable(summary.overloads, plan), stormTable(summary.storms), memoryTable(summary.memory),
  ];
  return parts.filter(Boolean).join('\n\n');
}

function putBetweenMarkers(document, text) {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`docs/PERFORMANCE.md has no place for the tables: ${BEGIN} … ${END}`);
  return `${document.slice(0, begin + BEGIN.length)}\n\n${text}\n\n${document.slice(end)}`;
}

module.exports = { putBetweenMarkers, tables };
