// The ladder on the screen: a canvas that stays in place while a tall empty element scrolls beneath it, and what pointer and
// wheel do there. It knows events by position only; what a selection means is its owner's business.
import { CanvasText } from './canvas_text.js';
import { geometryOf } from './geometry.js';
import { paint } from './paint.js';
import { fontsOf, paletteOf } from './palette.js';
import { Rows, clampZoom } from './rows.js';

const DRAG_FROM = 4;  // pixels, below which a press is a click
const WHEEL_ZOOM = 1.0015;  // per pixel of a wheel's turn
const CONTEXT_SHARE = 0.35;  // where on the screen a revealed event stands, from the top
const END_SPACE = 60;

/**
 * @typedef {{scene: import('./scene.js').Scene, shown: Int32Array, zoom: number, selected: number, check: ?number}} State
 * @typedef {{onSelect: function(number): void, onWindow: function(number, number): void, onZoom: function(number): void}}
 *   Listeners
 */
export class LadderView {
  /** @type {State} */
  #state;
  #rows;
  #hovered = -1;
  #frame = 0;
  #drag = null;
  #wanted = null;  // { position, y }: where a row has to stay while the rows are placed anew
  #stop = new AbortController();

  /** @param {Listeners} listeners */
  constructor({ scroller, canvas, spacer }, listeners) {
    Object.assign(this, { scroller, canvas, spacer, listeners });
    this.context = canvas.getContext('2d', { alpha: false });
    this.#listen();
    this.resizes = new ResizeObserver(() => this.#resize());
    this.resizes.observe(scroller);
    this.restyle();
  }

  // Again after a change of theme.
  restyle() {
    this.palette = paletteOf(this.scroller);
    this.text = new CanvasText(this.context, fontsOf(this.scroller));
    this.#draw();
  }

  /** @param {State} state */
  update(state) {
    const before = this.#state;
    this.#state = state;
    if (!before || before.scene !== state.scene || before.shown !== state.shown || before.zoom !== state.zoom)
      this.#place(before);
    this.#draw();
  }

  // Scrolls as little as it takes to see an event; `always` puts it where there is room around it.
  reveal(position, always = false) {
    const y = this.#rows.yOf(position);
    const top = this.scroller.scrollTop;
    const height = this.scroller.clientHeight;
    if (!always && y > top + 2 * this.#rows.row && y < top + height - 4 * this.#rows.row) return;
    this.scroller.scrollTop = y - height * CONTEXT_SHARE;
  }

  // Puts a time of the play into the middle of the view.
  centre(ms) {
    this.scroller.scrollTop = this.#rows.yAt(ms) - this.scroller.clientHeight / 2;
  }

  // The height that all rows take now, and the room there is.
  get extent() {
    return { rows: this.#rows.height, room: this.scroller.clientHeight };
  }

  destroy() {
    this.#stop.abort();
    this.resizes.disconnect();
    cancelAnimationFrame(this.#frame);
  }

  // The row in the middle of the view, or under the pointer, stays where it is.
  #place(before) {
    const { scene, shown, zoom } = this.#state;
    const kept = before?.scene === scene && this.#rows ? this.#keep() : null;
    this.#rows = new Rows(scene.events.times, shown, zoom, scene.notes);
    this.spacer.style.height = `${Math.ceil(this.#rows.height) + END_SPACE}px`;
    if (kept) this.scroller.scrollTop = this.#rows.yOf(kept.position) - kept.y;
    this.#wanted = null;
  }

  #keep() {
    if (this.#wanted) return this.#wanted;
    const top = this.scroller.scrollTop;
    const { selected } = this.#state;
    const y = selected < 0 ? -1 : this.#rows.yOf(selected) - top;
    if (y >= 0 && y <= this.scroller.clientHeight) return { position: selected, y };
    return this.#rowAt(this.scroller.clientHeight / 2);
  }

  #rowAt(y) {
    const position = this.#rows.shown[this.#rows.indexAt(this.scroller.scrollTop + y)] ?? 0;
    return { position, y: this.#rows.yOf(position) - this.scroller.scrollTop };
  }

  #resize() {
    const { clientWidth: width, clientHeight: height } = this.scroller;
    const ratio = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    this.spacer.style.marginTop = `${-height}px`;
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#paint();
  }

  #draw() {
    if (this.#frame) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#paint();
    });
  }

  #paint() {
    if (!this.#state || !this.#rows) return;
    const { scene, zoom, selected, check } = this.#state;
    const { clientWidth: width, clientHeight: height, scrollTop: top } = this.scroller;
    const columns = { clients: scene.clients.length, bars: scene.bars, spans: scene.spanColumns };
    paint({
      context: this.context,
      text: this.text,
      palette: this.palette,
      geometry: geometryOf(width, columns),
      scene,
      rows: this.#rows,
      zoom,
      top,
      height,
      selected,
      hovered: this.#hovered,
      check,
    });
    this.listeners.onWindow(this.#rows.timeAt(top), this.#rows.timeAt(top + height));
  }

  #listen() {
    const on = (target, name, handler, options = {}) =>
      target.addEventListener(name, handler, { signal: this.#stop.signal, ...options });
    on(this.scroller, 'scroll', () => this.#draw());
    on(this.scroller, 'wheel', (event) => this.#wheel(event), { passive: false });
    on(this.scroller, 'pointerdown', (event) => this.#press(event));
    on(this.scroller, 'pointermove', (event) => this.#move(event));
    on(this.scroller, 'pointerup', (event) => this.#release(event));
    on(this.scroller, 'pointercancel', () => {
      this.#drag = null;
    });
    on(this.scroller, 'pointerleave', () => this.#hover(-1));
  }

  #offset(event) {
    return event.clientY - this.scroller.getBoundingClientRect().top;
  }

  #wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.#wanted = this.#rowAt(this.#offset(event));
    this.listeners.onZoom(clampZoom(this.#state.zoom * WHEEL_ZOOM ** -event.deltaY));
  }

  #press(event) {
    const isOnScrollbar = event.offsetX > this.scroller.clientWidth && event.target === this.scroller;
    if (event.button !== 0 || isOnScrollbar) return;
    this.#drag = { y: event.clientY, top: this.scroller.scrollTop, moved: false };
  }

  #move(event) {
    if (!this.#drag) return this.#hover(this.#hit(event));
    const way = event.clientY - this.#drag.y;
    if (!this.#drag.moved && Math.abs(way) < DRAG_FROM) return undefined;
    if (!this.#drag.moved) this.scroller.setPointerCapture(event.pointerId);
    this.#drag.moved = true;
    this.scroller.scrollTop = this.#drag.top - way;
    return undefined;
  }

  #release(event) {
    const drag = this.#drag;
    this.#drag = null;
    if (!drag || drag.moved) return;
    const position = this.#hit(event);
    if (position >= 0) this.listeners.onSelect(position);
  }

  #hover(position) {
    if (position === this.#hovered) return;
    this.#hovered = position;
    this.#draw();
  }

  #hit(event) {
    if (!this.#rows || this.#rows.shown.length === 0) return -1;
    const y = this.#offset(event) + this.scroller.scrollTop;
    const index = this.#rows.indexAt(y);
    const isBetween = y > this.#rows.tops[index] + Math.max(this.#rows.row, 6) + this.#noted(index);
    return isBetween || y > this.#rows.height ? -1 : this.#rows.shown[index];
  }

  // The lines below a row belong to it.
  #noted(index) {
    const lines = this.#state.scene.notes.get(this.#rows.shown[index]) ?? 0;
    return lines && this.#rows.tops[index + 1] - this.#rows.tops[index] > this.#rows.row + 1 ? lines * 20 : 0;
  }
}
