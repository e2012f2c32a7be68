// The whole play on its true time axis, above the ladder: what happened when in each lane, reconnects, broken promises, and the
// window that the ladder shows, which can be dragged. It draws; the ladder decides what is in the window.
import { tick } from '../data/format.js';
import { rankOf, worstOf } from '../data/verdicts.js';
import { fontsOf, paletteOf } from './palette.js';
import { paintMark } from './paint_mark.js';

const INSET = 10;
const LANE_Y = { app: 16, wire: 25, server: 25, fault: 34, run: 34 };
const LANE_HEIGHT = 7;
const AXIS_Y = 52;
const STEPS = [1, 2, 5];
const TICK_ROOM = 90;

// A round step of the axis with room for its label.
export function tickStep(lengthMs, width) {
  const least = lengthMs / Math.max(1, width / TICK_ROOM);
  for (let power = 0.01; power < 1e9; power *= 10) for (const step of STEPS) if (step * power >= least) return step * power;
  return lengthMs;
}

// How many events each pixel has, by the height of its lane.
function densities(events, width) {
  const lanes = new Map(Object.values(LANE_Y).map((y) => [y, new Uint32Array(width + 1)]));
  const scale = width / Math.max(events.endMs, 1e-3);
  for (let position = 0; position < events.count; ++position) {
    lanes.get(LANE_Y[events.lane(position)] ?? LANE_Y.run)[Math.floor(events.times[position] * scale)] += 1;
  }
  return lanes;
}

export class Minimap {
  #scene;
  #window = [0, 0];
  #picture = null;  // all but the window, drawn once
  #stop = new AbortController();

  // `onScrub(ms)` hears of the time that is to be in the middle of the view.
  constructor(canvas, onScrub) {
    this.canvas = canvas;
    this.context = canvas.getContext('2d', { alpha: false });
    this.onScrub = onScrub;
    this.resizes = new ResizeObserver(() => this.#redraw());
    this.resizes.observe(canvas);
    const on = (name, handler) => canvas.addEventListener(name, handler, { signal: this.#stop.signal });
    on('pointerdown', (event) => {
      canvas.setPointerCapture(event.pointerId);
      this.#scrub(event);
    });
    on('pointermove', (event) => {
      if (event.buttons & 1) this.#scrub(event);
    });
  }

  set(scene) {
    this.#scene = scene;
    this.#redraw();
  }

  restyle() {
    this.#redraw();
  }

  window(fromMs, toMs) {
    this.#window = [fromMs, toMs];
    this.#paint();
  }

  destroy() {
    this.#stop.abort();
    this.resizes.disconnect();
  }

  #scrub(event) {
    const left = this.canvas.getBoundingClientRect().left;
    const part = (event.clientX - left - INSET) / (this.canvas.clientWidth - 2 * INSET);
    this.onScrub(Math.min(1, Math.max(0, part)) * this.#scene.events.endMs);
  }

  #x(ms) {
    return INSET + (this.canvas.clientWidth - 2 * INSET) * Math.min(1, ms / Math.max(this.#scene.events.endMs, 1e-3));
  }

  #redraw() {
    if (!this.#scene || this.canvas.clientWidth === 0) return;
    const ratio = window.devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = this.canvas;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.palette = paletteOf(this.canvas);
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.context.textBaseline = 'middle';
    this.context.fillStyle = this.palette.surface;
    this.context.fillRect(0, 0, width, height);
    this.#paintPhases();
    this.#paintEvents(width - 2 * INSET);
    this.#paintAxis(width);
    this.#paintMarks();
    this.#picture = document.createElement('canvas');
    Object.assign(this.#picture, { width: this.canvas.width, height: this.canvas.height });
    this.#picture.getContext('2d').drawImage(this.canvas, 0, 0);
    this.#paint();
  }

  #paintPhases() {
    for (const phase of this.#scene.phases) {
      const from = this.#x(phase.fromMs);
      this.context.fillStyle = this.palette[`phase-${phase.name}`];
      this.context.globalAlpha = 0.28;
      this.context.fillRect(from, 12, Math.max(1, this.#x(phase.toMs) - from), 32);
      this.context.globalAlpha = 1;
    }
  }

  #paintEvents(width) {
    for (const [y, counts] of densities(this.#scene.events, Math.floor(width))) {
      counts.forEach((count, pixel) => {
        if (count === 0) return;
        this.context.globalAlpha = Math.min(1, 0.45 + count * 0.12);
        this.context.fillStyle = this.palette[y === LANE_Y.run ? 'faint' : 'text'];
        this.context.fillRect(INSET + pixel, y, 1.5, LANE_HEIGHT);
      });
    }
    this.context.globalAlpha = 1;
  }

  #paintAxis(width) {
    const { endMs } = this.#scene.events;
    const step = tickStep(endMs, width - 2 * INSET);
    this.context.font = fontsOf(this.canvas).mono;
    for (let ms = 0; ms <= endMs; ms += step) {
      const x = this.#x(ms);
      this.context.fillStyle = this.palette['line-strong'];
      this.context.fillRect(x, 44, 1, 4);
      this.context.fillStyle = this.palette.muted;
      const label = tick(ms);
      const room = this.context.measureText(label).width;
      this.context.fillText(label, Math.min(Math.max(2, x - room / 2), width - room - 2), AXIS_Y + 2);
    }
  }

  #paintMarks() {
    const { marks, events } = this.#scene;
    const breaches = [...marks.breaches].map(([position, checks]) => [position, worstOf(checks.map(({ verdict }) => verdict))]);
    breaches.sort(([, a], [, b]) => rankOf(b) - rankOf(a));  // the worst is drawn last, on top
    for (const [position, verdict] of breaches)
      paintMark(this.context, verdict, this.#x(events.times[position]), 7, this.palette, 5);
  }

  #paint() {
    if (!this.#picture) return;
    const { context, palette } = this;
    const { clientWidth: width, clientHeight: height } = this.canvas;
    context.drawImage(this.#picture, 0, 0, width, height);
    const [from, to] = this.#window.map((ms) => this.#x(ms));
    context.fillStyle = palette.bg;
    context.globalAlpha = 0.55;
    context.fillRect(0, 0, from, 46);
    context.fillRect(Math.max(to, from + 3), 0, width, 46);
    context.globalAlpha = 1;
    context.strokeStyle = palette.accent;
    context.lineWidth = 1.5;
    context.strokeRect(from, 1, Math.max(3, to - from), 44);
  }
}
