// What apps do to a token on its way from their server to connect(), each by a mistake that is easily made.
const COLUMN = 64;  // characters of a database column that is too narrow
const FLIPPED_AT = 40;

const ways = {
  'plus-to-blank': (token) => new URLSearchParams(`token=${token}`).get('token'),
  encoded: (token) => encodeURIComponent(token),
  quoted: (token) => JSON.stringify(token),
  'line-end': (token) => `${token}\n`,
  padded: (token) => `  ${token}`,
  // To a length that base64 text cannot have, and to one that it can have.
  'cut-ragged': (token) => token.slice(0, COLUMN - 1),
  'cut-even': (token) => token.slice(0, COLUMN),
  doubled: (token) => token.replace('@', '') + token,
  'lower-case': (token) => token.toLowerCase(),
  flipped: (token) => token.slice(0, FLIPPED_AT) + (token[FLIPPED_AT] === 'A' ? 'B' : 'A') + token.slice(FLIPPED_AT + 1),
  empty: () => '',
  blank: () => '   ',
};

export const spoil = (token, way) => (way ? ways[way](token) : token);
