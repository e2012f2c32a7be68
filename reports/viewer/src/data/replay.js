// The command that plays one scenario again as it was played here, or makes what is on record happen again. The words are those
// of `redial run --help` and `redial repro --help`.
import { isOfRecords } from './terms.js';

const REFERENCE = /^redial-reference(\+.+)?$/;

// What --client takes for a client of a run; nothing for one that only its agent's address can name.
export function selectorOf(client) {
  const reference = REFERENCE.exec(client.name);
  if (reference) return `reference:${client.profile}${reference[1] ?? ''}`;
  if (client.name === 'rongcloud-native') return 'native';
  if (client.name !== 'rongcloud-web') return undefined;
  return `web:${/chromium/i.test(client.host) ? 'chromium' : 'node'}@${client.version}`;
}

// As one word for a POSIX shell.
export const quoted = (text) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

function timeOptions({ time, seed }) {
  if (time === 'virtual') return ['--simulate', '--seed', seed];
  return time === 'compressed' ? ['--time', 'compressed'] : [];
}

// `run` is the run's head: its time and seed. Nothing for what was probed: that is in no file.
export function replayCommand(run, { id, file }, client) {
  if (isOfRecords(run)) return file ? `redial repro ${quoted(file)}` : undefined;
  const selector = selectorOf(client) ?? 'HOST:PORT';
  return ['redial', 'run', id, '--client', selector, ...timeOptions(run)].map((word) => quoted(String(word))).join(' ');
}
