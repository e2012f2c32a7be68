// What the ladder and the table say of an event, in as few words as there can be. Words of the glossary; no layout.

/**
 * @typedef {'plain'|'strong'|'muted'|'good'|'bad'|'fault'|'pill'} Tone
 * @typedef {[text: string, tone: Tone][]} Words
 */

const muted = (text) => (text ? [[text, 'muted']] : []);
const coded = (code) => (code === null ? [] : [[String(code), code === 0 || code === 200 ? 'good' : 'bad']]);
const readable = (kind) => kind.replaceAll('-', ' ');
const asRead = (e) => [[readable(e.kind), 'plain']];
const token = (e) => (e.token ? [[`token ${e.token}`, 'plain']] : []);

// A status as the client words it adds something only where it is another word.
const ownWord = (e) => (e.name && e.name.toLowerCase() !== e.status ? muted(e.name) : []);

const isBadMessage = (name) => /^DISCONNECT|^CONNACK [1-9]/.test(name);
const message = (e) => [[e.name, e.kind === 'server-sent' && isBadMessage(e.name) ? 'bad' : 'plain'], ...muted(e.detail)];

const SPOKEN = {
  'run-started': () => [['play begins', 'muted']],
  'run-ended': () => [['play is over', 'muted']],
  'client-created': () => [['created', 'muted']],
  'listeners-registered': () => [['listeners registered', 'muted']],
  'client-log': (e) => [['log', 'muted'], ...muted(e.detail)],
  'client-crashed': (e) => [
    ['crashed', 'bad'],
    [e.detail, 'bad'],
  ],
  'unhandled-error': (e) => [['unhandled error', 'bad'], ...muted(e.detail)],
  'device-event': (e) => [
    ['device', 'plain'],
    [e.name, 'strong'],
  ],
  'database-opened': (e) => [['database opened', 'plain'], ...(e.code === 0 ? [] : coded(e.code)), ...muted(e.detail)],
  'token-fetched': (e) => [['token fetched', 'plain'], ...(e.token ? [[e.token, 'plain']] : []), ...coded(e.code)],
  'storage-changed': (e) => [
    ['storage', 'fault'],
    [e.name, 'fault'],
  ],
  call: (e) => [[e.name, 'strong'], ...token(e), ...muted(e.detail)],
  'call-returned': (e) => [[`${e.name} returned`, 'muted'], ...(e.code ? coded(e.code) : [])],
  result: (e) => [[`${e.name} →`, 'strong'], ...(e.code === null ? [['result', 'plain']] : coded(e.code)), ...muted(e.user)],
  status: (e) => [[e.status || 'unknown', 'pill'], ...(e.code ? coded(e.code) : []), ...ownWord(e)],
  message: (e) => [[`message from ${e.user}`, 'strong'], ...muted(e.detail)],
  'navigation-requested': (e) => [['navigation?', 'plain'], ...muted(e.detail)],
  'navigation-answered': (e) => [['navigation', 'plain'], ...coded(e.code)],
  'navigation-failed': (e) => [['navigation failed', 'bad'], ...muted(e.detail)],
  dial: (e) => [[`dial ${e.epoch}`, 'strong'], ...muted(e.detail)],
  'socket-opened': () => [['open', 'plain']],
  'socket-failed': (e) => [['failed', 'bad'], ...muted(e.detail)],
  'socket-closed': (e) => [['closed', 'plain'], ...muted(e.detail)],
  'server-navigation': (e) => [['navigation', 'plain'], ...muted(e.detail), ...coded(e.code)],
  'server-accepted': (e) => [[`accepted ${e.epoch}`, 'plain']],
  'server-upgraded': () => [['upgraded', 'muted']],
  'server-login': (e) => [['login', 'plain'], ...muted(e.detail), ...coded(e.code)],
  'server-received': message,
  'server-sent': message,
  'server-closed': (e) => [['closed', 'plain'], ...muted(e.detail)],
  'server-command': (e) => [['command', 'muted'], [e.name, 'plain'], ...muted(e.user)],
  'fault-armed': (e) => [['armed', 'muted'], [e.detail, 'fault'], ...(e.code === null ? [] : muted(String(e.code)))],
  'fault-fired': (e) => [[e.detail || e.name, 'fault'], ['fired', 'muted'], ...(e.epoch ? muted(`on ${e.epoch}`) : [])],
  'fault-cleared': (e) => [['cleared', 'muted'], ...muted(e.detail)],
  'step-started': (e) => [
    [e.name, 'muted'],
    [e.detail, 'plain'],
  ],
  'step-done': (e) => [[`${e.name} done`, 'muted']],
  'wait-satisfied': (e) => [[`${e.name} observed`, 'muted']],
  'wait-timed-out': (e) => [[`${e.name} not observed in time`, 'bad']],
  'agent-lost': (e) => [['agent lost', 'bad'], ...muted(e.detail)],
  'server-lost': (e) => [['server lost', 'bad'], ...muted(e.detail)],
};

const anything = (e) => [...asRead(e), ...(e.name ? [[e.name, 'plain']] : []), ...coded(e.code), ...muted(e.detail)];

/** @returns {Words} */
export const wordsOf = (event) => (SPOKEN[event.kind] ?? anything)(event).filter(([text]) => text !== '');

// The same as one text.
export const sentenceOf = (event) =>
  wordsOf(event)
    .map(([text]) => text)
    .join(' ');
