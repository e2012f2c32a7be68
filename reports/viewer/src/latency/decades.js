// Lines and labels of a logarithmic axis. Pure.

const WIDE = 3.5;  // powers of ten, from which on only these have room for a label

const exponentOf = (value) => Math.floor(Math.log10(value) + 1e-9);

// 1 to 9 times each power of ten, as far as they lie between `min` and `max`, both above 0.
export function decadeLines(min, max) {
  const lines = [];
  for (let exponent = exponentOf(min); exponent <= exponentOf(max); ++exponent) {
    for (let digit = 1; digit <= 9; ++digit) lines.push(Number((digit * 10 ** exponent).toPrecision(1)));
  }
  return lines.filter((line) => line >= min && line <= max);
}

// The same with null in place of those that have no label: of few powers of ten 1, 2 and 5 have one, of many the powers alone.
export function labelledLines(lines) {
  const digits = Math.log10(lines.at(-1) / lines[0]) > WIDE ? [1] : [1, 2, 5];
  return lines.map((line) => (digits.includes(Math.round(line / 10 ** exponentOf(line))) ? line : null));
}
