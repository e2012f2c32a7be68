// Tokens: issuing one, and those that were issued, with what a login would make of them now.
import { useState } from 'preact/hooks';
import { CopyButton } from '@viewer/ui/parts.jsx';
import { Text } from '@viewer/ui/text.jsx';
import { fromNow, timeOfDay } from '../data/times.js';
import { Act, Check, Field, Panel, Pill } from '../ui/fields.jsx';
import { useClocks } from '../ui/now.js';

const EMPTY = { user: 'alice', label: '', lifetime: '', startsIn: '', oneTime: false, deviceBound: false };
const SECONDS = { type: 'number', step: 'any', class: 'short' };
const inMs = (seconds) => String(Math.round(Number(seconds || 0) * 1000));

function IssueForm({ act, users }) {
  const [values, setValues] = useState(EMPTY);
  const [issued, setIssued] = useState(null);
  const set = (name) => (value) => setValues((now) => ({ ...now, [name]: value }));
  const issue = async (event) => {
    event.preventDefault();
    const { user, label, lifetime, startsIn, oneTime, deviceBound } = values;
    const request = { user, label, lifetimeMs: inMs(lifetime), startsInMs: inMs(startsIn), oneTime, deviceBound };
    const answer = await act(`Token issued for ${user}`, 'IssueToken', request);
    if (answer) setIssued({ user, token: answer.token });
  };
  return (
    <form class="form" onSubmit={issue}>
      <div class="line">
        <Field label="User" value={values.user} onValue={set('user')} required maxLength={64} list="users" />
        <Field
          label="Lifetime, seconds"
          {...SECONDS}
          min="0.001"
          placeholder="for ever"
          value={values.lifetime}
          onValue={set('lifetime')}
        />
        <button type="submit" class="button primary">
          Issue token
        </button>
      </div>
      <details class="fold">
        <summary>More</summary>
        <div class="line">
          <Field label="Label" value={values.label} onValue={set('label')} maxLength={64} placeholder="made up" />
          <Field
            label="Good only in, seconds"
            {...SECONDS}
            min="0"
            placeholder="at once"
            value={values.startsIn}
            onValue={set('startsIn')}
          />
          <Check label="one login only" checked={values.oneTime} onChecked={set('oneTime')} />
          <Check label="first device only" checked={values.deviceBound} onChecked={set('deviceBound')} />
        </div>
      </details>
      <datalist id="users">
        {users.map(({ user }) => (
          <option key={user} value={user} />
        ))}
      </datalist>
      {issued && (
        <p class="issued">
          <span>
            For <Text>{issued.user}</Text>:
          </span>
          <code>{issued.token}</code>
          <CopyButton text={issued.token} label="Copy token" what={`for ${issued.user}`} />
        </p>
      )}
    </form>
  );
}

function spanOf(token, tokenMs) {
  const starts = Number(token.startsUnixMs ?? 0);
  if (starts > tokenMs) return `good ${fromNow(starts, tokenMs)}`;
  if (token.expiresUnixMs === undefined) return 'no end';
  const at = Number(token.expiresUnixMs);
  const hand = token.cause.endsWith('by hand') ? ', by hand' : '';
  return at > tokenMs ? `expires ${fromNow(at, tokenMs)}` : `expired ${fromNow(at, tokenMs)}${hand}`;
}

// Verdicts whose cause is all in the token's own times.
const TIMED = ['valid', 'expired', 'not-yet-valid'];

function Token({ token, tokenMs, act }) {
  const of = `token ${token.label} of ${token.user}`;
  const isGood = token.verdict === 'valid';
  return (
    <li class="row">
      <div class="row-head">
        <Pill tone={isGood ? 'pass' : 'fail'}>{token.verdict}</Pill>
        <code class="name">
          <Text>{token.label}</Text>
        </code>
        <span>
          <Text>{token.user}</Text>
        </span>
        <span class="faint">
          {[spanOf(token, tokenMs), token.oneTime && 'one login', token.deviceBound && 'one device'].filter(Boolean).join(', ')}
        </span>
        <span class="faint end" title="Issued">
          {timeOfDay(Number(token.issuedUnixMs))}
        </span>
      </div>
      {!TIMED.includes(token.verdict) && (
        <p class="cause">
          <Text>{token.cause}</Text>
        </p>
      )}
      <div class="row-tools">
        <CopyButton text={token.token} what={of} />
        {token.verdict !== 'expired' && (
          <Act what={of} onClick={() => act(`Expired: ${token.label}`, 'ExpireToken', { issuedUnixMs: token.issuedUnixMs })}>
            Expire now
          </Act>
        )}
        <Act
          what={`all tokens of ${token.user}`}
          title="As the Server API's expire does: all tokens of the user that were issued until now"
          onClick={() => act(`Revoked: all tokens of ${token.user}`, 'ExpireTokens', { user: token.user })}>
          Revoke
        </Act>
      </div>
    </li>
  );
}

export function TokenPanel({ state, act }) {
  const { tokenMs } = useClocks(state);
  return (
    <Panel id="token-panel" title="Tokens" amount={state.tokens.length} isUsual>
      <IssueForm act={act} users={state.users} />
      <ul class="rows">
        {state.tokens.map((token) => (
          <Token key={token.issuedUnixMs} token={token} tokenMs={tokenMs} act={act} />
        ))}
      </ul>
      {state.tokens.length === 0 && <p class="hint">Those that an app server gets from the Server API appear here too.</p>}
    </Panel>
  );
}
