// What goes wrong below the login: names, TCP, certificates, navigation, the upgrade, silence. What a record says of it depends
// on who wrote it: the browser names network errors, the SDK does not, and a capture shows the bytes.
'use strict';

const { FullPort } = require('../full_port');
const { node, page } = require('./plays');
const { logIn } = require('./steps');

// `open` for records that do not name the cause, by the record's kind; other records decide.
const network = (name, cause, open, fields) => ({
  name, cause, act: logIn, open: (record) => [...new Set([cause, ...(open[record.kind] ?? [])])], ...fields,
});
const armed = (kind, options) => ({ async arrange(play) { await play.app.arm(kind, options); } });

const PATIENCE_MS = 13_000;  // of a person before a page that shows nothing: longer than a client waits for CONNACK
const DEAD_PORT = 2;  // of the fault's address (mock_server/faults/navigation_fault.hpp): no play listens there
const DROPS = 3;
const BETWEEN_DROPS_MS = 1_500;

// A log of the SDK in Node says that navigation or the dial failed, and not why.
const UNREACHABLE = [
  'name-not-resolved', 'connection-refused', 'connection-timed-out', 'certificate-expired', 'certificate-not-yet-valid',
  'certificate-untrusted', 'certificate-host-mismatch', 'tls-version', 'tls-failed', 'navigation-silent',
];
const NOT_NAVIGATED = [...UNREACHABLE, 'navigation-http-error'];
const UNOPENED = [...UNREACHABLE.filter((cause) => cause !== 'navigation-silent'), 'upgrade-refused', 'upgrade-silent'];
const BY_DATE = ['certificate-expired', 'certificate-not-yet-valid'];

const certificate = (cause, kind, plane, more = {}) => network(`${cause}.${plane}`, cause, {
  'node-log': plane === 'chat' ? UNOPENED : NOT_NAVIGATED, ...more,
}, { note: `the certificate of ${plane}: ${kind}`, tls: true, ...armed(kind, { plane }) });

const dated = { har: BY_DATE, 'page-log': BY_DATE };

module.exports = [
  network('name-not-resolved.navigation', 'name-not-resolved', { 'node-log': NOT_NAVIGATED }, {
    note: 'the navigator\'s name is misspelt',
    async arrange(play) { play.navigators = [`http://navi${play.chance.between(10, 99)}.chat-service.invalid`]; },
    plays: [page(3), node(3)],
  }),
  network('connection-refused.navigation', 'connection-refused', { 'node-log': NOT_NAVIGATED }, {
    note: 'nobody listens where navigation should be', ...armed('refuse', { plane: 'navigation' }),
    plays: [page(3), node(3, 'wire')],
  }),
  network('connection-refused.chat', 'connection-refused', { 'node-log': UNOPENED }, {
    note: 'navigation names an address where nobody listens', plays: [page(3), node(3, 'wire')],
    async arrange(play) {
      play.wiredPorts.push(DEAD_PORT);
      await play.app.arm('navigation-dead-address');
    },
  }),
  network('connection-timed-out.navigation', 'connection-timed-out', { 'node-log': NOT_NAVIGATED }, {
    note: 'nothing comes back from where navigation should be, not even a refusal', plays: [node(3, 'wire')],
    async arrange(play) {
      const { port } = play.closeLater(await FullPort.open());
      play.wiredPorts.push(port);
      play.navigators = [`http://127.0.0.1:${port}`];
    },
  }),
  { ...certificate('certificate-expired', 'tls-expired', 'navigation', dated), plays: [page(3), node(3)] },
  { ...certificate('certificate-not-yet-valid', 'tls-not-yet-valid', 'navigation', dated), plays: [page(3, 'har')] },
  { ...certificate('certificate-untrusted', 'tls-unknown-ca', 'navigation'), plays: [page(3), node(3)] },
  { ...certificate('certificate-untrusted', 'tls-unknown-ca', 'chat'), plays: [page(2), node(2)] },
  { ...certificate('certificate-host-mismatch', 'tls-wrong-host', 'navigation'), plays: [page(3, 'har')] },
  { ...certificate('certificate-host-mismatch', 'tls-wrong-host', 'chat'), plays: [page(3), node(3)] },
  { ...certificate('tls-version', 'tls-old-version', 'navigation'), plays: [page(3), node(3, 'wire')] },
  {
    ...certificate('tls-failed', 'tls-cut', 'navigation', { har: ['connection-lost'] }),
    plays: [page(3, 'har'), node(3, 'wire')],
  },
  // In a HAR the preflight was answered.
  network('navigation-silent.hang', 'navigation-silent', { 'node-log': NOT_NAVIGATED, 'page-log': UNREACHABLE }, {
    note: 'navigation takes the request and does not answer', ...armed('navigation-hang'), plays: [page(3), node(3, 'wire')],
  }),
  network('navigation-http-error.503', 'navigation-http-error', { 'node-log': NOT_NAVIGATED }, {
    note: 'navigation answers 503', ...armed('navigation-status', { status: 503 }), plays: [page(3), node(3, 'wire')],
  }),
  network('navigation-http-error.500', 'navigation-http-error', { 'node-log': NOT_NAVIGATED }, {
    note: 'navigation answers 500', ...armed('navigation-status', { status: 500 }), plays: [page(2, 'har'), node(3)],
  }),
  network('navigation-unusable.garbage', 'navigation-unusable', {}, {
    note: 'a body that is no answer, as of a captive portal', ...armed('navigation-garbage'),
    plays: [page(3), node(3, 'capture')],
  }),
  network('navigation-unusable.empty', 'navigation-unusable', {}, {
    note: 'an empty body', ...armed('navigation-empty'), plays: [page(3, 'har'), node(3)],
  }),
  network('navigation-unusable.no-address', 'navigation-unusable', {}, {
    note: 'an answer that names no address', ...armed('navigation-no-address'), plays: [page(3), node(3, 'wire')],
  }),
  network('upgrade-refused.503', 'upgrade-refused', { 'node-log': UNOPENED }, {
    note: 'the upgrade is answered with 503', ...armed('upgrade-status', { status: 503 }), plays: [page(3), node(3, 'wire')],
  }),
  network('upgrade-refused.403', 'upgrade-refused', { 'node-log': UNOPENED }, {
    note: 'the upgrade is answered with 403', ...armed('upgrade-status', { status: 403 }), plays: [page(2), node(2, 'capture')],
  }),
  // A HAR has the request of an upgrade, with its headers, once the connection is there. It does not tell how long nothing came.
  network('upgrade-silent.hang', 'upgrade-silent', { 'node-log': UNOPENED, har: ['connection-lost'] }, {
    note: 'the upgrade is never answered', ...armed('upgrade-hang'), quits: true, plays: [page(3, 'har'), node(3, 'wire')],
  }),
  // Nor how long an open socket was silent.
  network('login-unanswered.silent', 'login-unanswered', { har: ['connection-lost'] }, {
    note: 'the socket opens, no CONNACK comes, and the user gives up', ...armed('connack-withhold'), quits: true,
    plays: [page(3, 'har'), node(3, 'wire')],
    async act(play) {
      await play.customer.do('logIn', play.user);
      await play.customer.do('beginToConnect');
      await play.wait(PATIENCE_MS);
      await play.customer.do('giveUp');
    },
  }),
  network('connection-lost.after-login', 'connection-lost', {}, {
    note: 'reset again and again while online', plays: [page(3, 'console'), node(3, 'wire'), node(2)],
    async act(play) {
      await logIn(play);
      for (let i = 0; i < DROPS; ++i) {
        await play.wait(BETWEEN_DROPS_MS);
        await play.app.arm('reset', { moment: 'now' });
      }
      await play.wait(BETWEEN_DROPS_MS);
    },
  }),
  network('connection-lost.before-connack', 'connection-lost', { har: ['login-unanswered'] }, {
    note: 'reset when the socket was open and before CONNACK', ...armed('reset', { moment: 'open' }), plays: [node(3, 'wire')],
  }),
];
