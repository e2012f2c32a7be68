// The events of one play out of the run's columns: times added up, numbers turned into words when an event is looked at.

const TEXTS = ['kind', 'client', 'status', 'user', 'token', 'name', 'via', 'detail', 'thread'];
const NUMBERS = ['epoch', 'call', 'nesting'];
const DEFAULT_UNIT_US = 10;

/**
 * @typedef {{position: number, sequence: number, atMs: number, lane: string, kind: string, client: string, epoch: number,
 *   call: number, code: ?number, status: string, user: string, token: string, name: string, via: string, detail: string,
 *   nesting: number, thread: string}} Event  `position` is its place in the play, from 0; absent texts are empty, numbers 0
 */

export class PlayEvents {
  #columns;
  #texts;
  #lanes;
  #cache = new Map();
  #positions = null;

  constructor(run, play) {
    const { events, texts, lanes } = run.data;
    [this.first, this.count] = play.result.events;
    this.#columns = events;
    this.#texts = texts;
    this.#lanes = lanes;
    this.frames = run.data.frames ?? [];
    this.times = this.#addUp((events.unit_us ?? DEFAULT_UNIT_US) / 1000);
    this.endMs = this.count ? this.times[this.count - 1] : 0;
  }

  /** @returns {Event} */
  at(position) {
    const known = this.#cache.get(position);
    if (known) return known;
    const row = this.first + position;
    const event = { position, sequence: this.sequence(position), atMs: this.times[position], lane: this.lane(position) };
    for (const name of TEXTS) event[name] = this.#texts[this.#columns[name]?.[row] ?? 0] ?? '';
    for (const name of NUMBERS) event[name] = this.#columns[name]?.[row] ?? 0;
    event.code = this.#columns.code?.[row] ?? null;
    this.#cache.set(position, event);
    return event;
  }

  lane(position) {
    return this.#lanes[this.#columns.lane[this.first + position]];
  }

  // Index of its kind among the run's texts, for counting without making words of it.
  kindIndex(position) {
    return this.#columns.kind[this.first + position];
  }

  sequence(position) {
    return this.#columns.sequence?.[this.first + position] ?? position + 1;
  }

  // Where the event with this sequence number stands; -1 if it is not there.
  positionOf(sequence) {
    if (!this.#columns.sequence) return sequence >= 1 && sequence <= this.count ? sequence - 1 : -1;
    this.#positions ??= new Map(Array.from({ length: this.count }, (_, position) => [this.sequence(position), position]));
    return this.#positions.get(sequence) ?? -1;
  }

  // The raw frame that belongs to an event, where the run has it: { hex, fields }.
  frame(position) {
    return this.frames[this.#columns.frame?.[this.first + position]];
  }

  // The last position at or before a time; 0 if all are later.
  positionAt(ms) {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.times[middle] <= ms) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }

  #addUp(unitMs) {
    const times = new Float64Array(this.count);
    let total = 0;
    for (let i = 0; i < this.count; ++i) times[i] = (total += this.#columns.at[this.first + i]) * unitMs;
    return times;
  }
}
