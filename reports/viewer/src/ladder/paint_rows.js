// The ladder's events, one row each: time, a mark in the event's lane, words where there is room, arrows between client and
// server, and below the event that broke a promise what was promised. What lasts longer is drawn by paint_lines.js.
import { duration, instant } from '../data/format.js';
import { clientColour, statusColour } from './palette.js';
import { NOTE, NOTES_FROM_ZOOM } from './rows.js';
import { MAX_NOTES } from './scene.js';
import { wordsOf } from './words.js';
import { paintMark } from './paint_mark.js';
import { rankOf, worstOf } from '../data/verdicts.js';

const TONES = {
  plain: { font: 'plain', colour: 'text' },
  strong: { font: 'strong', colour: 'text' },
  muted: { font: 'plain', colour: 'muted' },
  good: { font: 'monoStrong', colour: 'pass' },
  bad: { font: 'strong', colour: 'fail' },
  fault: { font: 'strong', colour: 'fault' },
};
const LABEL_HEIGHT = 13;
const OUTGOING = new Set(['dial', 'navigation-requested', 'server-received']);
const INCOMING = new Set(['server-sent', 'navigation-answered']);

function partsOf({ palette }, event, words) {
  return words.map(([text, tone]) => {
    if (tone !== 'pill') return { text, font: TONES[tone].font, colour: palette[TONES[tone].colour] };
    return { text, font: 'smallStrong', colour: palette.bg, fill: palette[statusColour(event.status)], pad: 5 };
  });
}

// The words of an event with what only the play tells: how long a call took.
function labelOf(view, event) {
  const words = wordsOf(event);
  const from = event.kind === 'result' ? view.scene.partners.get(event.position) : undefined;
  if (from !== undefined) words.push([`after ${duration(event.atMs - view.scene.events.times[from])}`, 'muted']);
  return partsOf(view, event, words);
}

function dot(context, x, y, size, colour) {
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x, y, size, 0, 2 * Math.PI);
  context.fill();
}

function arrow(view, from, to, y, { colour, dashed = false, broken = false }) {
  const { context } = view;
  const way = Math.sign(to - from);
  const end = broken ? from + (to - from) * 0.9 : to;
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = 1;
  context.setLineDash(dashed ? [4, 3] : []);
  context.beginPath();
  context.moveTo(from, y + 0.5);
  context.lineTo(end, y + 0.5);
  context.stroke();
  context.setLineDash([]);
  context.beginPath();
  if (broken) {
    context.moveTo(end - 4, y - 3.5);
    context.lineTo(end + 4, y + 4.5);
    context.moveTo(end + 4, y - 3.5);
    context.lineTo(end - 4, y + 4.5);
    context.lineWidth = 2;
    context.stroke();
  } else {
    context.moveTo(end, y + 0.5);
    context.lineTo(end - way * 7, y - 3);
    context.lineTo(end - way * 7, y + 4);
    context.fill();
  }
}

// Words in the middle between client and server, on a ground that lifts them off their arrow.
function centred(view, parts, y, left, right) {
  const { context, palette, text } = view;
  const width = Math.min(text.widthOf(parts), right - left - 36);
  const x = (left + right - width) / 2;
  context.fillStyle = view.rowColour ?? palette.surface;
  context.fillRect(x - 5, y - 8, width + 10, 16);
  text.drawAll(parts, x, y, x + width + 2);
}

function paintArrow(view, event, y, isLabelled) {
  const { geometry, palette, scene } = view;
  const onServer = event.lane === 'server';
  const peer = onServer ? scene.peerIndex(event) : scene.clientIndex(event.client);
  const connection = onServer ? scene.connectionOf(event) : scene.dials.get(event.position)?.peer;
  const server = connection ? geometry.wire.bar(connection.slot) : geometry.wire.server;
  const client = peer < 0 ? (geometry.wire.text + server) / 2 : geometry.wire.line(peer);
  const broken = event.kind === 'dial' && scene.dials.get(event.position)?.failed;
  const colour = palette[broken ? 'fail' : peer < 0 ? 'muted' : clientColour(peer)];
  const options = { colour, dashed: event.kind.startsWith('navigation'), broken };
  if (OUTGOING.has(event.kind)) arrow(view, client + 5, server - 5, y, options);
  else arrow(view, server - 5, client + 5, y, options);
  if (isLabelled) centred(view, labelOf(view, event), y, geometry.wire.text, geometry.wire.server);
}

function paintWire(view, event, y, isLabelled) {
  if (OUTGOING.has(event.kind) || INCOMING.has(event.kind)) return paintArrow(view, event, y, isLabelled);
  const { context, geometry, palette, scene, text } = view;
  const onServer = event.lane === 'server';
  const connection = onServer && scene.connectionOf(event);
  const x = !onServer
    ? geometry.wire.line(scene.clientIndex(event.client))
    : connection
      ? geometry.wire.bar(connection.slot)
      : geometry.wire.server;
  dot(context, x, y, 4, palette.text);
  dot(context, x, y, 2.5, event.kind.endsWith('failed') ? palette.fail : palette.surface);
  if (!isLabelled) return undefined;
  const parts = labelOf(view, event);
  if (!onServer) return text.drawAll(parts, geometry.wire.text, y, geometry.wire.server - 14);
  const right = geometry.wire.server - 12;
  return text.drawAll(parts, Math.max(geometry.wire.text, right - text.widthOf(parts)), y, right + 2);
}

function paintApp(view, event, y, isLabelled) {
  const { context, geometry, palette, scene, text } = view;
  const index = scene.clientIndex(event.client);
  const x = geometry.app.line(index);
  const isCall = event.kind === 'call';
  dot(context, x, y, isCall || event.kind === 'result' || event.kind === 'status' ? 4 : 3, palette[clientColour(index)]);
  if (isCall) arrow(view, x + 4, x + 14, y, { colour: palette[clientColour(index)] });
  if (!isLabelled) return;
  const name =
    scene.clients.length > 1 && event.client
      ? [{ text: event.client, font: 'smallStrong', colour: palette[clientColour(index)] }]
      : [];
  text.drawAll([...name, ...labelOf(view, event)], geometry.app.text, y, geometry.app.right - 8);
}

// A fault that strikes a connection points at it.
function paintRun(view, event, y, isLabelled) {
  const { context, geometry, palette, scene, text } = view;
  const fires = event.kind === 'fault-fired' || event.kind === 'storage-changed';
  const colour = event.lane === 'fault' ? palette.fault : palette.muted;
  const connection = fires && scene.connectionOf(event);
  if (connection) {
    arrow(view, geometry.run.text - 6, geometry.wire.bar(connection.slot) + 6, y, { colour: palette.fault });
    dot(context, geometry.wire.bar(connection.slot), y, 4.5, palette.fault);
  } else {
    dot(context, geometry.run.text - 8, y, fires ? 4 : 2.5, colour);
  }
  if (isLabelled) text.drawAll(labelOf(view, event), geometry.run.text, y, geometry.run.right - 6);
}

const PAINTERS = { app: paintApp, wire: paintWire, server: paintWire };

function paintGround(view, event, y) {
  const { context, geometry, palette, rows } = view;
  const marked = view.scene.marks.marked.get(event.position);
  const isSelected = event.position === view.selected;
  view.rowColour = undefined;
  if (marked && rows.row >= 4) view.rowColour = palette[`${worstOf(marked.map(({ verdict }) => verdict))}-soft`];
  if (event.position === view.hovered) view.rowColour = palette.hover;
  if (isSelected) view.rowColour = palette.select;
  if (view.rowColour) {
    context.fillStyle = view.rowColour;
    context.fillRect(0, y - rows.row / 2, geometry.width, rows.row);
  }
  if (isSelected) {
    context.fillStyle = palette.accent;
    context.fillRect(0, y - rows.row / 2, 3, rows.row);
  }
}

function paintFlag(view, event, y) {
  const marked = view.scene.marks.marked.get(event.position);
  if (!marked) return;
  const verdict = worstOf(marked.map((check) => check.verdict));
  const isOfCheck = view.check === undefined || marked.some(({ index }) => index === view.check);
  view.context.globalAlpha = isOfCheck ? 1 : 0.35;
  paintMark(view.context, verdict, 13, y, view.palette, Math.min(6, Math.max(3, view.rows.row / 2 - 1)));
  view.context.globalAlpha = 1;
}

// Below the event at which a promise was broken: the rule, and what was seen.
function paintNotes(view, position, y) {
  const { context, geometry, palette, scene, rows, text } = view;
  const checks = [...scene.marks.breaches.get(position)].sort((a, b) => rankOf(a.verdict) - rankOf(b.verdict));
  const isFirst = position === scene.marks.first;
  const verdict = worstOf(checks.map((check) => check.verdict));
  const lines = Math.min(MAX_NOTES, checks.length);
  const from = y + rows.row / 2;
  context.fillStyle = palette[`${verdict}-soft`];
  context.fillRect(0, from, geometry.width, lines * NOTE);
  if (isFirst) {
    context.strokeStyle = palette[verdict];
    context.lineWidth = 2;
    context.strokeRect(1, y - rows.row / 2 + 1, geometry.width - 2, rows.row + lines * NOTE - 2);
  }
  checks.slice(0, lines).forEach((check, i) => {
    const at = from + i * NOTE + NOTE / 2;
    const rest = i === lines - 1 && checks.length > lines ? ` (and ${checks.length - lines} more)` : '';
    paintMark(context, check.verdict, geometry.app.left + 4, at, palette, 6);
    text.drawAll(
      [
        ...(isFirst && i === 0
          ? [{ text: 'first broken here', font: 'smallStrong', colour: palette.bg, fill: palette[verdict], pad: 5 }]
          : []),
        { text: `${check.id}${rest}`, font: 'monoStrong', colour: palette[check.verdict] },
        { text: check.rule, font: isFirst ? 'strong' : 'plain', colour: palette.text },
        ...(check.detail ? [{ text: `· ${check.detail}`, font: 'plain', colour: palette.muted }] : []),
      ],
      geometry.app.left + 16,
      at,
      geometry.width - 8,
    );
  });
}

function paintTime(view, event, y) {
  const { text, geometry, palette } = view;
  const label = instant(event.atMs);
  const isSame = view.lastTime === label;
  view.lastTime = label;
  text.draw(label, geometry.time.right - text.width(label, 'mono'), y, {
    font: 'mono',
    colour: palette[isSame ? 'faint' : 'muted'],
  });
}

// All rows in view. Where rows are too low for a line of text, words are left out before they would overlap.
export function paintRows(view) {
  const { rows, top, height, scene, zoom } = view;
  if (rows.shown.length === 0) return;
  const free = { time: -Infinity, app: -Infinity, wire: -Infinity, server: -Infinity, fault: -Infinity, run: -Infinity };
  const has = (lane, y) => y - free[lane] >= LABEL_HEIGHT && ((free[lane] = y), true);
  let lastY = -Infinity;
  for (let index = rows.indexAt(top); index < rows.shown.length; ++index) {
    const y = rows.tops[index] - top + rows.row / 2;
    if (y - rows.row > height) return;
    const position = rows.shown[index];
    const isMarked = scene.marks.marked.has(position) || position === view.selected;
    if (y - lastY < 0.75 && !isMarked) continue;  // no pixel of its own
    lastY = y;
    const event = scene.events.at(position);
    paintGround(view, event, y);
    if (has('time', y)) paintTime(view, event, y);
    const lane = event.lane === 'server' ? 'wire' : event.lane === 'fault' ? 'run' : event.lane;
    (PAINTERS[event.lane] ?? paintRun)(view, event, y, has(lane, y));
    if (scene.notes.has(position) && zoom >= NOTES_FROM_ZOOM) paintNotes(view, position, y);
    paintFlag(view, event, y);
  }
}
