// Tokens whose text went wrong between the app's server and connect(): empty, visibly damaged, or altered where nobody sees it.
'use strict';

const { openForToken } = require('../decisions');
const { node, page } = require('./plays');
const { logIn } = require('./steps');

// A token that is `happened`, as decisions.js has it.
const situation = (name, cause, spoils, happened, plays, more = {}) => ({
  name, cause, habits: { spoils, ...more.habits }, act: logIn, outcome: [31004], plays, ...more.fields,
  open: (record) => openForToken(happened, record),
  note: more.note,
});

const DAMAGED = { looks: 'damaged' };
const ALTERED = { differs: 'altered' };

const damaged = [
  ['plus-to-blank', [page(3), node(3, 'wire'), node(2)], 'a query string was decoded once too often: + became a blank'],
  ['encoded', [page(4), node(3)], 'the token was percent-encoded by the app, and again by the SDK'],
  ['quoted', [page(3, 'har', 'text'), node(4)], 'the token was stored as JSON and read as text: quotes around it'],
  ['line-end', [page(2, 'har'), node(3, 'wire-classic')], 'the token was read from a file with its line end'],
  ['padded', [page(3, 'har'), node(3)], 'blanks before the token'],
  ['cut-ragged', [page(3, 'har', 'text'), node(3, 'capture')], 'a database column of 63 characters cut the token'],
  ['doubled', [page(3, 'har'), node(3, 'wire-tls12')], 'the token was pasted twice'],
];

module.exports = [
  ...damaged.map(([spoils, plays, note]) => situation(`token-damaged.${spoils}`, 'token-damaged', spoils, DAMAGED, plays, {
    note, fields: { tls: plays.some(({ records }) => records.includes('wire-tls12')) },
  })),
  situation('token-damaged.cut-even', 'token-damaged', 'cut-even', { differs: 'damaged' }, [page(3, 'har'), node(3, 'capture')], {
    note: 'cut to 64 characters: still base64, and only the issuing answer shows that something is missing',
  }),
  situation('token-damaged.served', 'token-damaged', undefined, { ...DAMAGED, isAsIssued: true }, [page(2), node(3)], {
    note: 'the app server had already lost the token\'s end when it answered', fields: { serves: 'cut-ragged' },
  }),
  situation('token-altered.lower-case', 'token-altered', 'lower-case', ALTERED, [page(3), node(3)], {
    note: 'a database that does not know upper case: the text has the same length',
  }),
  situation('token-altered.flipped', 'token-altered', 'flipped', ALTERED, [page(4, 'har'), node(3, 'wire', 'capture')], {
    note: 'one character is another one',
  }),
  situation('token-altered.told', 'token-altered', 'flipped', ALTERED, [node(3), page(3, 'console')], {
    note: 'one character is another one, and the app writes the login\'s answer to the console', habits: { tells: 'answers' },
  }),
  {
    name: 'token-altered.pasted', cause: 'token-altered',
    note: 'an altered token that the app did not get from a login on record',
    habits: { spoils: 'flipped' }, outcome: [31004],
    async act(play) {
      await play.customer.do('useToken', play.user, await play.getToken(play.user));
      await play.customer.do('connect');
    },
    plays: [page(3), node(2)],
    open: (record) => openForToken({}, { ...record, answers: false }),
  },
  ...['empty', 'blank'].map((spoils, i) => ({
    name: `token-empty.${spoils}`, cause: 'token-empty', habits: { spoils }, act: logIn, outcome: [31004],
    note: `${spoils} where the token should be: 31004 without any traffic`,
    plays: [[node(4), page(2), node(3)], [node(2), page(3, 'har')]][i],
    // A HAR shows no results: nobody says that connect was called at all.
    open: ({ results }) => (results ? ['token-empty'] : ['token-empty', 'not-initialised', 'none']),
  })),
];
