// Text on a canvas: cut to its room with an ellipsis, several tones in a row, made harmless first. It remembers what it measured.
import { printable } from '../data/printable.js';

const MAX_REMEMBERED = 20_000;
const ELLIPSIS = '…';
const LEAST_ROOM = 16;  // for the beginning of a word that is cut

export class CanvasText {
  #widths = new Map();

  constructor(context, fonts) {
    this.context = context;
    this.fonts = fonts;
  }

  width(text, font) {
    const key = `${font}${text}`;
    let width = this.#widths.get(key);
    if (width !== undefined) return width;
    this.context.font = this.fonts[font];
    width = this.context.measureText(text).width;
    if (this.#widths.size > MAX_REMEMBERED) this.#widths.clear();
    this.#widths.set(key, width);
    return width;
  }

  fit(text, font, room) {
    if (this.width(text, font) <= room) return text;
    let low = 0;
    let high = text.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.width(text.slice(0, middle) + ELLIPSIS, font) <= room) low = middle;
      else high = middle - 1;
    }
    return low === 0 ? '' : text.slice(0, low) + ELLIPSIS;
  }

  // Draws at x, vertically in the middle of y; returns where it ended.
  draw(text, x, y, { font = 'plain', colour, room = Infinity }) {
    const fitting = this.fit(printable(text).slice(0, 500), font, room);
    if (!fitting) return x;
    this.context.font = this.fonts[font];
    this.context.fillStyle = colour;
    this.context.fillText(fitting, x, y);
    return x + this.width(fitting, font);
  }

  // How wide a row of words is, with a space between them.
  widthOf(parts) {
    return parts.reduce((sum, { text, font, pad = 0 }) => sum + this.width(text, font) + 2 * pad, 0) + 6 * (parts.length - 1);
  }

  // Draws words one after the other until there is no room.
  drawAll(parts, x, y, right) {
    let at = x;
    for (const part of parts) {
      if (right - at < LEAST_ROOM && this.width(part.text, part.font) > right - at) return;
      at = this.#drawPart(part, at, y, right) + 6;
    }
  }

  #drawPart(part, x, y, right) {
    const { text, font, colour, pad = 0, fill } = part;
    const room = right - x - 2 * pad;
    if (fill) {
      this.context.fillStyle = fill;
      this.context.beginPath();
      this.context.roundRect(x, y - 8, Math.min(room, this.width(text, font)) + 2 * pad, 16, 4);
      this.context.fill();
    }
    return this.draw(text, x + pad, y, { font, colour, room }) + pad;
  }
}
