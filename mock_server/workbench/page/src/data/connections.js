// Connections in words: what a client was told, and which of them are open.

export const isOpen = ({ phase }) => phase !== 'ended';

export const wasRefused = ({ told }) => told?.message === 'CONNACK' && told.status !== 0;

// What became of it, with the colour that it is shown in: [word, tone].
export function fateOf(connection) {
  if (wasRefused(connection)) return ['refused', 'fail'];
  switch (connection.phase) {
    case 'online':
      return ['online', 'pass'];
    case 'ended':
      return ['ended', connection.told ? 'inconclusive' : 'warning'];
    default:
      return [connection.phase, 'warning'];
  }
}

// "CONNACK 4 → 31004: token incorrect"; empty for a login that was accepted.
export function toldText({ told }) {
  if (!told || (told.message === 'CONNACK' && told.status === 0)) return '';
  const code = told.code ? ` → ${told.code}` : '';
  const meaning = told.meaning || 'in no table of the vendor';
  return `${told.message} ${told.status}${code}: ${meaning}`;
}

// "browser, SDK 5.38.0, web over TLS".
export const clientText = ({ platform, sdkVersion, dialect, tls }) =>
  [platform, sdkVersion && `SDK ${sdkVersion}`, `${dialect}${tls ? ' over TLS' : ''}`].filter(Boolean).join(', ');
