// Tokens that are good for something else: for later, for one login, for another device, platform or app.
'use strict';

const { openForToken } = require('../decisions');
const { node, page } = require('./plays');
const { comeBack, leave, logIn } = require('./steps');

const EARLY_MS = 6_000;
const TOLD = { appKey: true, expiresAt: true };

const token = (name, cause, happened, fields) => ({ name, cause, open: (record) => openForToken(happened, record), ...fields });
const own = (name, cause, fields) => ({ name, cause, open: () => [cause], ...fields });
const status = (value) => ({ async arrange(play) { await play.app.arm('connack-status', { status: value }); }, act: logIn });

const early = async (play) => {
  await logIn(play);
  await play.wait(EARLY_MS + 1_000);
  await comeBack(play);
};

// The issuer is another app than the one that the client is configured with.
const ofOtherApp = (name, { answers, happened = {}, ...fields }) => token(`token-of-other-app.${name}`, 'token-of-other-app',
  { ...(answers?.appKey && { appKey: 'other' }), ...happened },
  { answers, act: logIn, async arrange(play) { play.issuer = await play.makeApp(); }, ...fields });

module.exports = [
  token('token-not-yet-valid.later', 'token-not-yet-valid', { acceptedLater: true }, {
    note: 'refused at first, accepted some seconds later: a clock that is behind', startsInMs: EARLY_MS, act: early,
    outcome: [31004, 0], plays: [page(3), node(3, 'wire')],
  }),
  token('token-not-yet-valid.alone', 'token-not-yet-valid', { appKey: 'same', expiry: 'future' }, {
    note: 'refused just after it was issued', startsInMs: 60_000, answers: TOLD, act: logIn, plays: [page(3), node(2)],
  }),
  own('token-used-up.twice', 'token-used-up', {
    note: 'a one-time token that has logged in before', act: (play) => twice(play, { one_time: true }),
    plays: [page(3), node(2), node(1)],
  }),
  own('token-of-other-device.second', 'token-of-other-device', {
    note: 'bound to the first device that used it, and tried on a second one',
    async act(play) {
      const bound = await play.issue(play.user, { device_bound: true });
      const first = await play.secondCustomer();
      await first.do('useToken', play.user, bound);
      await first.do('connect');
      await play.customer.do('useToken', play.user, bound);
      await play.customer.do('connect');
    },
    plays: [page(3), node(3, 'wire')],
  }),
  own('token-of-other-platform', 'token-of-other-platform', {
    note: 'the server says 31028', ...status(18), plays: [page(2), node(2, 'capture')],
  }),
  ofOtherApp('told', { note: 'the login\'s answer names another AppKey', answers: { appKey: true }, plays: [page(3), node(2)] }),
  ofOtherApp('told-nested', {
    note: 'the login\'s answer names another AppKey', answers: { appKey: true, expiresAt: 'ms', nested: true },
    plays: [page(3, 'har'), node(3, 'wire-tls12')], tls: true,
  }),
  ofOtherApp('told-on-console', {
    note: 'the answer names another AppKey, and the app writes it to the console', answers: { appKey: true },
    habits: { tells: 'answers' }, plays: [node(3), page(3)],
  }),
  ofOtherApp('asked-by-page', {
    note: 'the page calls getToken.json itself, with another AppKey than init has', asksApi: true, happened: { appKey: 'other' },
    plays: [page(3)],
  }),
  ofOtherApp('untold', { note: 'nobody names the issuer\'s AppKey', plays: [page(3), node(3, 'capture')] }),
  ofOtherApp('navigation-403', {
    note: 'navigation refuses it with 403', answers: { appKey: true },
    policy: { refusals: [{ verdict: 'foreign-app', stage: 'navigation', status: 403 }] }, plays: [page(3, 'har'), node(3)],
  }),
  ofOtherApp('renewed', {
    note: 'every new token is refused as well, because it is the wrong app\'s', answers: { appKey: true },
    habits: { onRefusal: 'renew' }, plays: [page(2, 'har'), node(2)],
  }),
];

async function twice(play, options) {
  await play.customer.do('useToken', play.user, await play.issue(play.user, options));
  await play.customer.do('connect');
  await leave(play);
  await comeBack(play);
}
