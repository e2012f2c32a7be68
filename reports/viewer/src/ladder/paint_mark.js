// The verdicts' shapes on a canvas, the same as on the page (ui/verdict_mark.jsx): told apart by form, not by colour alone.

const SHAPES = {
  fail: (context, x, y, r) => context.rect(x - r, y - r, 2 * r, 2 * r),
  known: (context, x, y, r) => diamond(context, x, y, r * 1.2),
  warning: (context, x, y, r) => triangle(context, x, y, r * 1.15),
};

function diamond(context, x, y, r) {
  context.moveTo(x, y - r);
  context.lineTo(x + r, y);
  context.lineTo(x, y + r);
  context.lineTo(x - r, y);
  context.closePath();
}

function triangle(context, x, y, r) {
  context.moveTo(x, y - r);
  context.lineTo(x + r, y + r * 0.85);
  context.lineTo(x - r, y + r * 0.85);
  context.closePath();
}

const GLYPHS = { fail: '×', inconclusive: '?', known: '~', warning: '!', pass: '✓' };

export function paintMark(context, verdict, x, y, palette, r) {
  context.fillStyle = palette[verdict] ?? palette.muted;
  context.beginPath();
  (SHAPES[verdict] ?? ((c) => c.arc(x, y, r, 0, 2 * Math.PI)))(context, x, y, r);
  context.fill();
  if (r < 5) return;
  context.fillStyle = palette.bg;
  context.font = `700 ${Math.round(r * 1.8)}px sans-serif`;
  context.textAlign = 'center';
  context.fillText(GLYPHS[verdict] ?? '', x, y + (verdict === 'warning' ? 1.5 : 0.5));
  context.textAlign = 'start';
}
