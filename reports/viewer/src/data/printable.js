// Text of a run made harmless to look at: what has no picture, or changes how other text looks, is shown as an escape.

const SHORT = new Map([
  ['\n', '\\n'],
  ['\t', '\\t'],
  ['\r', '\\r'],
]);

// Controls, direction marks, separators, embeddings and overrides, isolates, zero widths, byte order mark, noncharacters, halves
// of surrogate pairs.
const HARMFUL = new RegExp(
  '[\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e' +
    '\\u2060-\\u2069\\ufdd0-\\ufdef\\ufeff\\ufff9-\\uffff]' +
    '|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]',
  'g',
);

const escapeOf = (c) => SHORT.get(c) ?? `\\u{${c.charCodeAt(0).toString(16)}}`;

export const printable = (text) => String(text).replace(HARMFUL, escapeOf);
