// The page's colours and fonts for a canvas, read from the style sheet, so that both themes stand in one place. It chooses none.

const COLOURS = [
  'bg',
  'surface',
  'surface-2',
  'line',
  'line-strong',
  'text',
  'muted',
  'faint',
  'accent',
  'select',
  'hover',
  'pass',
  'fail',
  'known',
  'inconclusive',
  'warning',
  'fault',
  'pass-soft',
  'fail-soft',
  'known-soft',
  'inconclusive-soft',
  'warning-soft',
  'phase-notice',
  'phase-backoff',
  'phase-failed-attempts',
  'phase-navigation',
  'phase-dial',
  'phase-login',
  'phase-unobserved',
  'client-0',
  'client-1',
  'client-2',
  'client-3',
  'client-4',
  'client-5',
];
const CLIENT_COLOURS = 6;

/** @returns {Record<string, string>} */
export function paletteOf(element) {
  const style = getComputedStyle(element);
  return Object.fromEntries(COLOURS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

export function fontsOf(element) {
  const style = getComputedStyle(element);
  const sans = style.getPropertyValue('--sans');
  const mono = style.getPropertyValue('--mono');
  return {
    plain: `12px ${sans}`,
    strong: `600 12px ${sans}`,
    small: `11px ${sans}`,
    smallStrong: `600 11px ${sans}`,
    mono: `11px ${mono}`,
    monoStrong: `600 11px ${mono}`,
  };
}

const STATUS_COLOURS = {
  connected: 'pass',
  connecting: 'accent',
  suspended: 'warning',
  disconnected: 'muted',
  kicked: 'fail',
  'token-incorrect': 'fail',
  blocked: 'fail',
  'signed-out': 'muted',
  timeout: 'fail',
  'network-unavailable': 'warning',
};

export const statusColour = (status) => STATUS_COLOURS[status] ?? 'muted';
export const clientColour = (index) => `client-${index % CLIENT_COLOURS}`;
