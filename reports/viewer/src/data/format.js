// Numbers as people read them: durations, counts, shares, dates. Pure.

const DIGITS = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

export const count = (n) => DIGITS.format(n);

// "1 play", "12 plays".
export const counted = (n, word, words = `${word}s`) => `${count(n)} ${n === 1 ? word : words}`;

const decimals = (value) => (value < 10 ? 2 : value < 100 ? 1 : 0);

// "0 ms", "0.03 ms", "12.4 ms", "820 ms", "1.24 s", "75.0 s", "5 min 1 s".
export function duration(ms) {
  if (ms === 0) return '0 ms';
  const size = Math.abs(ms);
  if (size < 999.5) return `${ms.toFixed(decimals(size))} ms`;
  if (size < 120_000) return `${(ms / 1000).toFixed(decimals(size / 1000))} s`;
  const seconds = Math.round(size / 1000);
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ];
  const sign = ms < 0 ? '-' : '';
  return (
    sign +
    parts
      .filter(([value]) => value > 0)
      .map(([value, unit]) => `${value} ${unit}`)
      .join(' ')
  );
}

// On an axis, where values are round: "0", "0.5 ms", "200 ms", "90 s".
export function tick(ms) {
  if (ms === 0) return '0';
  const [value, unit] = Math.abs(ms) < 1000 ? [ms, 'ms'] : [ms / 1000, 's'];
  return `${Number(value.toPrecision(6))} ${unit}`;
}

// A point in a play's time, always in seconds, so that a column of them can be compared: "2.41203".
export const instant = (ms, places = 3) => (ms / 1000).toFixed(places);

// A difference with its sign: "+1.24 s", "−3 ms".
export const change = (ms) => (ms < 0 ? `−${duration(-ms)}` : `+${duration(ms)}`);

export const share = (part) => `${(part * 100).toFixed(part > 0 && part < 0.1 ? 1 : 0)} %`;

const DATE = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

const SHORT_DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const SHORT_TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

// On an axis: "22 Nov", and within a day "22 Nov 06:00".
export function shortDate(ms) {
  const time = SHORT_TIME.format(ms);
  return time === '00:00' ? SHORT_DATE.format(ms) : `${SHORT_DATE.format(ms)} ${time}`;
}

// "22 Nov 2026, 20:15 UTC"; the text itself where it is no date.
export function date(iso) {
  const when = new Date(iso);
  return Number.isNaN(when.getTime()) ? String(iso) : `${DATE.format(when)} UTC`;
}
