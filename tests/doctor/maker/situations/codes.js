// Refusals that the server names by a code of their own: of the app, of the user, of a second device; and what the SDK refuses by
// itself. A HAR shows what was on the wire, and nothing of what the SDK told the app.
'use strict';

const { node, page } = require('./plays');
const { comeBack, leave, logIn } = require('./steps');

const own = (name, cause, fields) => ({ name, cause, open: () => [cause], act: logIn, ...fields });

const BY_STATUS = [
  ['app-blocked', 8, [page(3), node(2)]],
  ['wrong-environment', 15, [page(2), node(2, 'capture')]],
  ['not-authorised', 5, [page(2, 'har'), node(3)]],
  ['package-name-mismatch', 7, [node(2), node(3, 'wire-classic')]],
  ['app-server-check-failed', 16, [page(3, 'har'), node(2)]],
  ['domain-not-allowed', 12, [page(2), node(1)]],
  ['service-not-enabled', 3, [page(3, 'har', 'text'), node(2)]],
  ['connection-quota', 14, [node(2, 'wire')]],
  ['licence-expired', 20, [page(2, 'har'), node(3, 'capture')]],
];

const byStatus = BY_STATUS.map(([cause, status, plays]) => own(`${cause}.login`, cause, {
  note: `CONNACK ${status}`, plays, async arrange(play) { await play.app.arm('connack-status', { status }); },
}));

const ofApp = [
  own('app-key-unknown.typo', 'app-key-unknown', {
    note: 'the client is configured with an AppKey that no app has', plays: [page(3), node(2), node(3, 'wire')],
    async arrange(play) { play.clientKey = play.keep(play.chance.appKey()); },
  }),
  own('licence-expired.navigation', 'licence-expired', {
    note: 'navigation answers 416', plays: [page(2)],
    async arrange(play) { await play.app.arm('navigation-status', { status: 416 }); },
  }),
];

const ofCloud = [
  own('private-cloud-sdk.public', 'private-cloud-sdk', {
    note: 'navigation of a private cloud, asked by the public SDK: 34005', outcome: [34005],
    plays: [page(3), node(2), node(3, 'wire')],
    async arrange(play) {
      const serverAddr = [{ addr: play.app.addresses.chat_address, protocol: 5 }];
      play.navigateHere({ code: 200, type: 1, userId: play.user, serverAddr });
    },
  }),
];

const ofUser = [
  own('user-blocked.login', 'user-blocked', {
    note: 'blocked before the login', plays: [page(2), node(2)],
    async act(play) {
      await play.customer.do('logIn', play.user);
      await play.app.do('BlockUser', { user: play.user, duration_ms: 60_000 });
      await play.customer.do('connect');
    },
  }),
  own('user-blocked.online', 'user-blocked', {
    note: 'blocked while online', plays: [page(3), node(2, 'wire')],
    async act(play) {
      await logIn(play);
      await play.wait(play.chance.pause());
      await play.api('/user/block.json', { userId: play.user, minute: '5' });
      await play.app.do('DisconnectUser', { user: play.user, status: 2 });
      await play.wait(play.chance.pause());
    },
  }),
  own('account-closed.login', 'account-closed', {
    note: 'the account was closed before the login', plays: [page(3, 'har'), node(2)],
    async act(play) {
      await play.customer.do('logIn', play.user);
      await play.app.do('DeactivateUser', { user: play.user });
      await play.customer.do('connect');
    },
  }),
  own('kicked.second-tab', 'kicked', {
    note: 'the same user logs in on a second page', plays: [page(3), node(2), node(3, 'wire')], act: kick,
  }),
  own('kicked.fights-back', 'kicked', {
    note: 'kicked, and the app connects again in its handler, which kicks the other one', plays: [page(2, 'har'), node(2)],
    habits: { reconnects: 'in-handler' }, act: kick,
  }),
  own('other-device-online', 'other-device-online', {
    note: 'the first device stays, the second one is told 31023', policy: { second_login: 'refuse-newer' },
    plays: [page(2), node(3)],
    async act(play) {
      await logInElsewhere(play);
      await logIn(play);
    },
  }),
];

// Refused by the SDK itself, and told to nobody but the app.
const ofUse = [
  own('not-initialised.forgotten', 'not-initialised', {
    note: 'connect without init: 33001', habits: { initialises: false, listens: 'never' }, outcome: [33001],
    plays: [node(2), page(2, 'console')],
  }),
];

const nothingWrong = [
  own('none.connects-twice', 'none', {
    note: 'the app calls connect twice in a row; this SDK lets it', habits: { connects: 2 }, plays: [node(2), page(3)],
  }),
  own('none.connects-again', 'none', {
    note: 'the app calls connect while it is connected; this SDK lets it', plays: [node(3)],
    async act(play) {
      await logIn(play);
      await play.wait(play.chance.pause());
      await comeBack(play);
    },
  }),
  own('none.listens-late', 'none', {
    note: 'the app registers its listeners after connect', habits: { listens: 'late' }, plays: [node(3), page(2, 'text')],
  }),
  own('none.talk', 'none', {
    note: 'a login, a message, a sign-out', answers: { appKey: true, expiresAt: true },
    plays: [page(3), node(3, 'capture'), node(2)],
    async act(play) {
      await logIn(play);
      await play.customer.do('say', play.otherUser, play.chance.text());
      await leave(play);
    },
  }),
  own('none.twice', 'none', {
    note: 'two users on one page, one after the other', plays: [page(2, 'har'), node(3, 'wire-tls13')], tls: true,
    async act(play) {
      await logIn(play);
      await leave(play);
      await logIn(play, play.otherUser);
      await leave(play);
    },
  }),
];

async function logInElsewhere(play) {
  const other = await play.secondCustomer();
  await other.do('logIn', play.user);
  await other.do('connect');
}

async function kick(play) {
  await logIn(play);
  await play.wait(play.chance.pause());
  await logInElsewhere(play);
  await play.wait(play.chance.pause());
}

module.exports = [...byStatus, ...ofApp, ...ofCloud, ...ofUser, ...ofUse, ...nothingWrong];
