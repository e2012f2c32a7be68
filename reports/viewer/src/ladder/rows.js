// Where each event stands on the vertical axis: one row per event, further apart the more time lies between, and idle time cut
// short to a gap that says how long it was. Pure geometry, in pixels.

export const ROW = 20;  // at zoom 1, enough for a line of text
export const NOTE = 20;  // a line below an event that says what was broken
export const IDLE_MS = 400;  // from here on, nothing happening is a gap of its own
export const START = 8;  // above the first row
const IDLE_GAP = 26;
const GAP_PER_DOUBLING = 2.5;
export const MIN_ZOOM = 0.05;
export const MAX_ZOOM = 8;
export const NOTES_FROM_ZOOM = 0.7;  // below, there is no room for them
const MAX_HEIGHT = 15_000_000;  // browsers draw nothing beyond some 16 to 30 million

export const clampZoom = (zoom) => Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom));
export const rowHeight = (zoom) => ROW * Math.min(1, zoom);

// Above an event that comes `ms` after the one before.
export function gapBefore(ms, zoom) {
  if (ms >= IDLE_MS) return IDLE_GAP * (zoom < 1 ? Math.max(zoom, 0.15) : 1 + (zoom - 1) / 2);
  return Math.max(0, GAP_PER_DOUBLING * Math.log2(1 + ms)) * zoom;
}

export class Rows {
  /**
   * @param {Float64Array} times  of all events of the play
   * @param {Int32Array} shown  positions of the events that have a row, ascending
   * @param {number} zoom
   * @param {Map<number, number>} notes  how many lines are noted below an event, by its position
   */
  constructor(times, shown, zoom, notes) {
    this.times = times;
    this.shown = shown;
    this.tops = new Float64Array(shown.length + 1);
    let fitting = zoom;
    do this.#place(fitting, notes);
    while (this.height > MAX_HEIGHT && (fitting *= (0.9 * MAX_HEIGHT) / this.height) > 0);
  }

  get height() {
    return this.tops[this.shown.length];
  }

  // Index of the row at or after the event at `position`.
  indexOf(position) {
    let low = 0;
    let high = this.shown.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.shown[middle] < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // The middle of the row of an event; of one without a row, the top of the next.
  yOf(position) {
    const index = this.indexOf(position);
    return this.shown[index] === position ? this.tops[index] + this.row / 2 : this.tops[index];
  }

  // Index of the row that covers y, or the one above it.
  indexAt(y) {
    let low = 0;
    let high = this.shown.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.tops[middle] <= y) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }

  // The play's time at y, between two rows by their distance.
  timeAt(y) {
    if (this.shown.length === 0) return 0;
    const index = this.indexAt(y - this.row / 2);
    const from = this.times[this.shown[index]];
    if (index + 1 >= this.shown.length) return from;
    const to = this.times[this.shown[index + 1]];
    const part = (y - this.row / 2 - this.tops[index]) / (this.tops[index + 1] - this.tops[index]);
    return from + (to - from) * Math.min(1, Math.max(0, part));
  }

  // The inverse of timeAt.
  yAt(ms) {
    let low = 0;
    let high = this.shown.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.times[this.shown[middle]] <= ms) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return this.row / 2;
    const from = this.times[this.shown[low - 1]];
    const top = this.tops[low - 1] + this.row / 2;
    if (low === this.shown.length) return top;
    const to = this.times[this.shown[low]];
    return top + (this.tops[low] - this.tops[low - 1]) * ((ms - from) / (to - from));
  }

  #place(zoom, notes) {
    this.row = rowHeight(zoom);
    this.gaps = [];  // { index, ms, size }: idle time above the row with this index, and its height
    const hasNotes = zoom >= NOTES_FROM_ZOOM;
    let y = START;
    for (let index = 0; index < this.shown.length; ++index) {
      const position = this.shown[index];
      const ms = index === 0 ? 0 : this.times[position] - this.times[this.shown[index - 1]];
      const gap = gapBefore(ms, zoom);
      y += gap;
      if (ms >= IDLE_MS) this.gaps.push({ index, ms, size: gap });
      this.tops[index] = y;
      y += this.row + (hasNotes ? (notes.get(position) ?? 0) : 0) * NOTE;
    }
    this.tops[this.shown.length] = y;
  }
}
