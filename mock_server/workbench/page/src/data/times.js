// Times of day and spans, in the words of the page. Pure: now is an argument.
import { duration } from '../../../../../reports/viewer/src/data/format.js';

const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' };

/** "14:03:59" where the reader is, or in `timeZone`. */
export const timeOfDay = (unixMs, timeZone) => new Intl.DateTimeFormat('en-GB', { ...CLOCK, timeZone }).format(unixMs);

/** "14:03:59.071". */
export const preciseTime = (unixMs, timeZone) =>
  `${timeOfDay(unixMs, timeZone)}.${String(((unixMs % 1000) + 1000) % 1000).padStart(3, '0')}`;

/** "22 Nov 2026". */
export const day = (unixMs, timeZone) =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone }).format(unixMs);

// Whole seconds above one: a page that ticks each second needs no more.
function span(ms) {
  const step = ms < 1000 ? 100 : 1000;
  return duration(Math.round(ms / step) * step).replace(/\.0+ s/, ' s');
}

/** "in 59 s", "12 s ago", "now". */
export function fromNow(unixMs, nowMs) {
  const apart = unixMs - nowMs;
  if (Math.abs(apart) < 500) return 'now';
  return apart > 0 ? `in ${span(apart)}` : `${span(-apart)} ago`;
}

/** How far one clock is ahead of another: "1 h ahead", "30 s behind", "". */
export function ahead(ms) {
  if (Math.abs(ms) < 500) return '';
  return ms > 0 ? `${span(ms)} ahead` : `${span(-ms)} behind`;
}
