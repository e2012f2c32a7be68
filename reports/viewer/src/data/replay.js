// The command that plays one scenario again as it was played here. The words are those of `redial run --help`.

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

// Was it run here at all? Records that others have made have no time, seed and machine.
export const wasRun = (run) => run.started_at !== '';

// `run` is the run's head: its time and seed. Of a record that others have made, `scenario` is the file.
export function replayCommand(run, scenario, client) {
  if (!wasRun(run)) return `redial repro ${quoted(scenario)}`;
  const selector = selectorOf(client) ?? 'HOST:PORT';
  return ['redial', 'run', scenario, '--client', selector, ...timeOptions(run)].map((word) => quoted(String(word))).join(' ');
}
