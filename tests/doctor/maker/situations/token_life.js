// Tokens that were good, or will be, or are good elsewhere: expired, revoked, too early, used up, of another app. Times are real:
// a token that expires does so while the recording runs.
'use strict';

const { openForToken } = require('../decisions');
const { DAY_MS } = require('../play');
const { node, page } = require('./plays');
const { comeBack, leave, logIn } = require('./steps');

const SHORT_MS = 4_000;
const SOON_MS = 3_000;
const TOLD = { appKey: true, expiresAt: true };
const TOLD_IN_MS = { appKey: true, expiresAt: 'ms', nested: true };
const DROP = { moment: 'now' };

const token = (name, cause, happened, fields) => ({ name, cause, open: (record) => openForToken(happened, record), ...fields });
const own = (name, cause, fields) => ({ name, cause, open: () => [cause], ...fields });
const told = (verdict, status, stage = 'login') => ({ refusals: [{ verdict, stage, status }] });
const revoke = (play, ...users) => Promise.all(users.map((userId) => play.api('/user/token/expire.json', {
  userId, time: String(Date.now() + 1),
})));

// Logged in once, gone until the token has expired, and back with it.
const outlive = async (play) => {
  await logIn(play);
  await leave(play);
  await play.wait(SHORT_MS);
  await comeBack(play);
};

const expired = [
  token('token-expired.told', 'token-expired', { accepted: true, expiry: 'past', appKey: 'same' }, {
    outcome: [0, 'end 2', 31004],
    note: 'accepted, then refused after the time that the issuer had named', answers: TOLD, lifetimeMs: SHORT_MS, act: outlive,
    plays: [page(2), node(3, 'wire')],
  }),
  token('token-expired.told-on-console', 'token-expired', { accepted: true, expiry: 'past', appKey: 'same' }, {
    outcome: [0, 'end 2', 31004],
    note: 'the same, and the app writes the login\'s answer to the console', answers: TOLD, lifetimeMs: SHORT_MS, act: outlive,
    habits: { tells: 'answers' }, plays: [node(3), page(3)],
  }),
  token('token-expired.untold', 'token-expired', { accepted: true }, {
    outcome: [0, 'end 2', 31004],
    note: 'accepted, then refused; nobody says when it expires', lifetimeMs: SHORT_MS, act: outlive,
    plays: [page(3), node(2, 'capture')],
  }),
  token('token-expired.loop', 'token-expired', { accepted: true, expiry: 'past', appKey: 'same' }, {
    outcome: [0, 'end 2', 31004, 31004, 31004, 31004, 31004],
    note: 'the app tries the same token for ever', answers: TOLD_IN_MS, lifetimeMs: SHORT_MS, act: outlive,
    habits: { onRefusal: 'loop' }, plays: [page(2, 'har'), node(2)],
  }),
  token('token-expired.stale-answer', 'token-expired', { expiry: 'past', appKey: 'same' }, {
    outcome: [31004],
    note: 'the app server hands out a token from its cache that has expired, and says so itself', answers: TOLD,
    lifetimeMs: 500, cachesMs: 1_500, act: logIn, plays: [page(3), node(2)],
  }),
  token('token-expired.alone', 'token-expired', {}, {
    outcome: [31004],
    note: 'one refusal of one token, and nothing else', lifetimeMs: 500, cachesMs: 1_000, act: logIn,
    plays: [page(3, 'har'), node(2), node(3, 'wire-tls13')], tls: true,
  }),
  token('token-expired.navigation-403', 'token-expired', { expiry: 'past', appKey: 'same' }, {
    outcome: [31004],
    note: 'handed out too late, as its issuer says, and refused by navigation with 403', answers: TOLD, lifetimeMs: 500,
    cachesMs: 1_000, policy: told('expired', 403, 'navigation'), act: logIn, plays: [page(3, 'har')],
  }),
  token('token-expired.navigation-401-alone', 'token-expired', {}, {
    outcome: [31004],
    note: 'navigation refuses the only token with 401', lifetimeMs: 500, cachesMs: 1_000, act: logIn,
    policy: told('expired', 401, 'navigation'), plays: [page(3), node(3, 'capture')],
  }),
  own('token-expired.own-code', 'token-expired', {
    outcome: [31020],
    note: 'the server says 31020', lifetimeMs: 500, cachesMs: 1_000, policy: told('expired', 10), act: logIn,
    plays: [page(4), node(1), node(2, 'wire')],
  }),
  own('token-expired.while-online', 'token-expired', {
    outcome: [0, 'end 31020'],
    note: 'the server ends the connection with DISCONNECT 7',
    async act(play) {
      await logIn(play);
      await play.wait(play.chance.pause());
      await play.app.do('DisconnectUser', { user: play.user, status: 7 });
      await play.wait(play.chance.pause());
    },
    plays: [page(3), node(2, 'capture'), node(3)],
  }),
  token('token-expired.during-a-drop', 'token-expired', { accepted: true, isSame: true, expiry: 'past', appKey: 'same' }, {
    outcome: [0, 'end 31004'],
    note: 'the automatic reconnect after a drop is refused', answers: TOLD, lifetimeMs: SHORT_MS,
    async act(play) {
      await logIn(play);
      await play.wait(SHORT_MS);
      await play.app.arm('reset', DROP);
      await play.wait(SOON_MS);
    },
    plays: [page(3, 'har'), node(2)],
  }),
];

// Two users on one page; the newer token is ended, the older one goes on. Were the older one ended, the secret might
// have been rotated before the newer one was issued.
const revokeNewer = async (play) => {
  await logIn(play, play.otherUser);
  await leave(play);
  await logIn(play);
  await leave(play);
  await revoke(play, play.user);
  await comeBack(play, play.user);
  await play.wait(play.chance.pause());
  await comeBack(play, play.otherUser);
};

const revokeAfterLogin = async (play) => {
  await logIn(play);
  await leave(play);
  await revoke(play, play.user);
  await comeBack(play);
};

const revoked = [
  token('token-revoked.others-go-on', 'token-revoked', { accepted: true, expiry: 'future', appKey: 'same', othersGoOn: true }, {
    outcome: [0, 'end 2', 0, 'end 2', 31004, 0],
    note: 'refused well before its time, while an older token of another user goes on', answers: TOLD, lifetimeMs: DAY_MS,
    act: revokeNewer, plays: [page(3, 'har'), node(3, 'wire')],
  }),
  token('token-revoked.others-go-on-untold', 'token-revoked', { accepted: true, othersGoOn: true }, {
    outcome: [0, 'end 2', 0, 'end 2', 31004, 0],
    note: 'the same, and nobody says when the token expires', act: revokeNewer, plays: [page(3, 'har'), node(3)],
  }),
  token('token-revoked.alone', 'token-revoked', {}, {
    outcome: [31004],
    note: 'revoked before it was used', plays: [page(3), node(2)],
    async act(play) {
      await play.customer.do('logIn', play.user);
      await revoke(play, play.user);
      await play.customer.do('connect');
    },
  }),
  token('token-revoked.untold', 'token-revoked', { accepted: true, expiry: 'future', appKey: 'same' }, {
    outcome: [0, 'end 2', 31004],
    note: 'accepted, then refused well before its time', answers: TOLD, act: revokeAfterLogin,
    plays: [page(3), node(3, 'wire-classic')],
  }),
  token('token-revoked.during-a-drop', 'token-revoked', { accepted: true, isSame: true }, {
    outcome: [0, 'end 31004'],
    note: 'the automatic reconnect after a drop is refused',
    async act(play) {
      await logIn(play);
      await revoke(play, play.user);
      await play.app.arm('reset', DROP);
      await play.wait(SOON_MS);
    },
    plays: [page(2), node(3, 'capture')],
  }),
];

const rotate = async (play) => {
  await logIn(play);
  await leave(play);
  await logIn(play, play.otherUser);
  await leave(play);
  await play.app.do('RotateSecret');
  await comeBack(play, play.user);
  await comeBack(play, play.otherUser);
  await play.wait(play.chance.pause());
  await logIn(play, play.user);
};

const rotated = [
  token('secret-rotated.told', 'secret-rotated', { accepted: true, expiry: 'future', appKey: 'same', othersRefused: true }, {
    outcome: [0, 'end 2', 0, 'end 2', 31004, 31004, 0],
    note: 'all tokens from before are refused well before their time, one from later is accepted',
    answers: TOLD, lifetimeMs: DAY_MS, act: rotate, plays: [page(3, 'har'), node(2, 'wire')],
  }),
  token('secret-rotated.untold', 'secret-rotated', { accepted: true, othersRefused: true }, {
    outcome: [0, 'end 2', 0, 'end 2', 31004, 31004, 0],
    note: 'the same, and nobody says when the tokens expire', act: rotate, lifetimeMs: DAY_MS,
    plays: [page(3, 'har'), node(3)],
  }),
  token('secret-rotated.alone', 'secret-rotated', { accepted: true }, {
    outcome: [0, 'end 2', 31004],
    note: 'one user, accepted and then refused', plays: [page(3), node(2, 'capture')],
    async act(play) {
      await logIn(play);
      await leave(play);
      await play.app.do('RotateSecret');
      await comeBack(play);
    },
  }),
];

module.exports = [...expired, ...revoked, ...rotated];
