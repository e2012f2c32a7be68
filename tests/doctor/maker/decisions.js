// Which causes an artefact leaves open, said of how it was made: what happened in the situation, and how much of that a record of
// its kind holds. No artefact is looked into here.
'use strict';

// What CONNACK 4, an HTTP 401 or 403 of navigation, and the code 31004 can mean.
const REFUSED = [
  'token-damaged', 'token-expired', 'token-revoked', 'secret-rotated', 'token-not-yet-valid', 'token-of-other-app',
  'token-altered',
];
const AFTER_ACCEPTANCE = ['token-expired', 'token-revoked', 'secret-rotated'];

/**
 * The causes that are open for a refused token. What happened:
 *   looks         'damaged' if the presented text itself shows it
 *   isAsIssued    the issuer's answer had the text as it was presented
 *   differs       'damaged' or 'altered': how the presented text differs from the issued one
 *   accepted      the same token had been accepted before, under the same AppKey
 *   isSame        nobody but the SDK could have changed it in between: its automatic reconnect
 *   acceptedLater the same token was accepted later
 *   expiry        'past' or 'future' when it was refused, if its issuer said so in the answer
 *   appKey        'same' or 'other': the one that the issuer named, against the client's
 *   othersGoOn    another user's older token was accepted afterwards
 *   othersRefused several users' accepted tokens were refused, a token issued later was accepted
 * What the record holds: `texts` of presented tokens, the `answers` of their issuer.
 */
function openForToken(happened, { texts, answers }) {
  // Whether it is the same token that was accepted and refused can be said of texts alone.
  const { looks, accepted, acceptedLater, othersGoOn, othersRefused } = texts || happened.isSame ? happened : {};
  // A flaw of the issued text may be how tokens of its service look.
  if (texts && looks === 'damaged' && !(answers && happened.isAsIssued)) return ['token-damaged'];
  if (acceptedLater) return ['token-not-yet-valid'];
  const issued = answers ? happened : {};
  if (texts && issued.differs) return [`token-${issued.differs}`];
  if (issued.appKey === 'other') return ['token-of-other-app'];
  if (issued.expiry === 'past') return ['token-expired'];
  if (othersRefused && issued.expiry === 'future') return ['secret-rotated'];
  const without = new Set();
  if (texts && !looks && happened.differs !== 'damaged') without.add('token-damaged');  // cut unseen, it looks whole
  if (texts && answers) without.add('token-altered');
  if (issued.appKey === 'same') without.add('token-of-other-app');
  if (issued.expiry === 'future') without.add('token-expired');
  if (othersGoOn) without.add('secret-rotated');
  return (accepted ? AFTER_ACCEPTANCE : REFUSED).filter((cause) => !without.has(cause));
}

// { decides, also } of a cause and all that is open. A record that speaks against its own cause is a mistake of this maker.
function decide(cause, open) {
  if (!open.includes(cause)) throw new Error(`${cause} is not among what its record leaves open: ${open.join(', ')}`);
  return { decides: open.length === 1, also: open.filter((one) => one !== cause) };
}

module.exports = { REFUSED, decide, openForToken };
