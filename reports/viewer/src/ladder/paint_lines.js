// The ladder's long things: reconnect phases, idle time, lifelines with the status that a client told, connections, calls, steps
// and faults. Each as far as it lies in view. Events themselves are drawn by paint_rows.js.
import { duration } from '../data/format.js';
import { clientColour, statusColour } from './palette.js';

// A view: what is drawn on, and which part of the ladder. y of the ladder minus `top` is y of the canvas.
const spanY = ({ rows, top }, span) => [rows.yOf(span.from) - top, rows.yOf(span.to) - top];
const isSeen = ({ height }, [from, to]) => to >= 0 && from <= height;

function bar(context, x, from, to, width, colour) {
  context.fillStyle = colour;
  context.beginPath();
  context.roundRect(x - width / 2, from, width, Math.max(2, to - from), Math.min(width / 2, 3));
  context.fill();
}

function line(context, x, from, to, colour, width = 1) {
  context.fillStyle = colour;
  context.fillRect(Math.round(x - width / 2), from, width, to - from);
}

export function paintLanes({ context, geometry, palette, height }) {
  context.fillStyle = palette.bg;
  context.fillRect(0, 0, geometry.width, height);
  context.fillStyle = palette.surface;
  context.fillRect(geometry.wire.left, 0, geometry.wire.right - geometry.wire.left, height);
  for (const x of [geometry.app.left - 8, geometry.wire.left, geometry.wire.right]) line(context, x, 0, height, palette.line);
}

// A stripe beside the time for each phase, and a tint over the lanes for the whole reconnect.
export function paintPhases(view) {
  const { context, geometry, palette, rows, top, scene, text } = view;
  for (const phase of scene.phases) {
    const from = rows.yAt(phase.fromMs) - top;
    const to = rows.yAt(phase.toMs) - top;
    if (!isSeen(view, [from, to])) continue;
    const colour = palette[`phase-${phase.name}`];
    context.globalAlpha = 0.07;
    context.fillStyle = colour;
    context.fillRect(geometry.app.left - 8, from, geometry.width, Math.max(1, to - from));
    context.globalAlpha = 1;
    context.fillStyle = colour;
    context.fillRect(geometry.phase.left, from, geometry.phase.width, Math.max(2, to - from - 1));
    if (to - from < 54) continue;
    paintPhaseName(view, phase, Math.max(from, 0) + 8, Math.min(to, view.height) - 8, text);
  }
}

// Upright text would not fit: it is turned and reads along the stripe.
function paintPhaseName({ context, geometry, palette }, phase, from, to, text) {
  const label = text.fit(`${phase.name} ${duration(phase.toMs - phase.fromMs)}`, 'small', to - from);
  context.save();
  context.translate(geometry.phase.left + geometry.phase.width + 6, from);
  context.rotate(Math.PI / 2);
  context.font = text.fonts.small;
  context.fillStyle = palette.muted;
  context.fillText(label, 0, 0);
  context.restore();
}

export function paintGaps(view) {
  const { context, geometry, palette, rows, top, height, text } = view;
  for (const { index, ms, size } of rows.gaps) {
    const to = rows.tops[index] - top;
    if (to < 0 || to - size > height) continue;
    context.fillStyle = palette.bg;
    context.fillRect(geometry.app.left - 7, to - size + 2, geometry.width, size - 4);
    if (size < 12) continue;
    context.strokeStyle = palette['line-strong'];
    context.setLineDash([2, 4]);
    context.beginPath();
    context.moveTo(geometry.app.left, to - size / 2 + 0.5);
    context.lineTo(geometry.width, to - size / 2 + 0.5);
    context.stroke();
    context.setLineDash([]);
    const label = `${duration(ms)} idle`;
    const width = text.width(label, 'small') + 16;
    context.fillStyle = palette.bg;
    context.fillRect(geometry.app.left + 24, to - size / 2 - 8, width, 16);
    text.draw(label, geometry.app.left + 32, to - size / 2, { font: 'small', colour: palette.muted });
  }
}

export function paintLifelines(view) {
  const { context, geometry, palette, scene, height } = view;
  scene.clients.forEach((_, i) => {
    line(context, geometry.app.line(i), 0, height, palette['line-strong']);
    line(context, geometry.wire.line(i), 0, height, palette['line-strong']);
  });
  line(context, geometry.wire.server, 0, height, palette['line-strong']);
  for (const span of scene.spans.statuses) {
    const [from, to] = spanY(view, span);
    if (!isSeen(view, [from, to])) continue;
    bar(context, geometry.app.line(scene.clientIndex(span.client)), from, to, 4, palette[statusColour(span.status)]);
  }
}

// From the dial to the close: hollow until the socket is open.
export function paintConnections(view) {
  const { context, geometry, palette, scene, rows, top } = view;
  for (const side of scene.connections.client) {
    const [from, to] = spanY(view, side);
    if (!isSeen(view, [from, to])) continue;
    const x = geometry.wire.line(scene.clientIndex(side.client));
    const colour = palette[clientColour(scene.clientIndex(side.client))];
    const opened = side.opened < 0 ? to : rows.yOf(side.opened) - top;
    bar(context, x, from, opened, 8, colour);
    bar(context, x, from + 1.5, opened - 1.5, 5, palette.surface);
    if (side.opened >= 0) bar(context, x, opened, to, 8, colour);
    if (side.toldEnd) line(context, x, to - 1, to + 1, side.failed ? palette.fail : colour, 14);
  }
  for (const side of scene.connections.server) {
    const [from, to] = spanY(view, side);
    if (!isSeen(view, [from, to])) continue;
    const colour = side.peer ? palette[clientColour(scene.clientIndex(side.peer.client))] : palette.muted;
    bar(context, geometry.wire.bar(side.slot), from, to, 8, colour);
    if (side.toldEnd) line(context, geometry.wire.bar(side.slot), to - 1, to + 1, colour, 14);
  }
}

// A bracket from a call to its result.
export function paintCalls(view) {
  const { context, geometry, palette, scene } = view;
  context.lineWidth = 1;
  for (const span of scene.spans.calls) {
    const [from, to] = spanY(view, span);
    if (!isSeen(view, [from, to]) || to - from < 2) continue;
    const x = Math.round(geometry.app.line(scene.clientIndex(span.client))) + 7.5 + 3 * Math.min(2, span.slot);
    context.strokeStyle = span.isOver ? palette[span.code ? 'fail' : 'pass'] : palette.muted;
    context.setLineDash(span.isOver ? [] : [3, 3]);
    context.beginPath();
    context.moveTo(x - 4, from);
    context.lineTo(x, from);
    context.lineTo(x, to);
    if (span.isOver) context.lineTo(x - 4, to);
    context.stroke();
  }
  context.setLineDash([]);
}

export function paintSteps(view) {
  const { context, geometry, palette, scene } = view;
  const all = [
    ...scene.spans.steps.map((span) => [span, span.outcome === 'timed-out' ? 'fail' : 'line-strong']),
    ...scene.spans.faults.map((span) => [span, 'fault']),
  ];
  for (const [span, colour] of all) {
    const [from, to] = spanY(view, span);
    if (isSeen(view, [from, to])) bar(context, geometry.run.span(span.slot), from, to, 4, palette[colour]);
  }
}
