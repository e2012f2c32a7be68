// The users of the app: who is online, blocked, deactivated, and what can be done to them.
import { counted } from '@viewer/data/format.js';
import { Text } from '@viewer/ui/text.jsx';
import { fromNow } from '../data/times.js';
import { Act, Panel, Pill } from '../ui/fields.jsx';
import { DropTools } from './drop_tools.jsx';

const BLOCK_MS = 15 * 60_000;

function User({ user, kinds, act }) {
  const { user: name, online, blockedForMs, deactivated } = user;
  const isBlocked = blockedForMs !== undefined;
  return (
    <li class="row">
      <div class="row-head">
        <code class="name">
          <Text>{name}</Text>
        </code>
        {online > 0 && <Pill tone="pass">{online > 1 ? `online ${online} times` : 'online'}</Pill>}
        {isBlocked && <Pill tone="fail">blocked, ends {fromNow(Number(blockedForMs), 0)}</Pill>}
        {deactivated && <Pill tone="fail">deactivated</Pill>}
      </div>
      <div class="row-tools">
        {isBlocked ? (
          <Act what={name} onClick={() => act(`${name} is not blocked any more`, 'UnblockUser', { user: name })}>
            Unblock
          </Act>
        ) : (
          <Act
            what={name}
            title="For 15 minutes; who is online is disconnected"
            onClick={() => act(`${name} is blocked for 15 minutes`, 'BlockUser', { user: name, durationMs: String(BLOCK_MS) })}>
            Block
          </Act>
        )}
        {deactivated ? (
          <Act what={name} onClick={() => act(`${name} is reactivated`, 'ReactivateUser', { user: name })}>
            Reactivate
          </Act>
        ) : (
          <Act what={name} onClick={() => act(`${name} is deactivated`, 'DeactivateUser', { user: name })}>
            Deactivate
          </Act>
        )}
        <Act what={`all tokens of ${name}`} onClick={() => act(`Revoked: all tokens of ${name}`, 'ExpireTokens', { user: name })}>
          Revoke tokens
        </Act>
        {online > 0 && (
          <DropTools
            what={name}
            kinds={kinds}
            onDisconnect={(status) => act(`DISCONNECT ${status} to ${name}`, 'DisconnectUser', { user: name, status })}
            onDrop={(way) => act(`${name}: ${way}`, 'ArmFault', { kind: way, user: name, moment: 'now' })}
          />
        )}
      </div>
    </li>
  );
}

export function UserPanel({ state, kinds, act }) {
  const { users, userCount } = state;
  const more = Number(userCount) - users.length;
  return (
    <Panel id="user-panel" title="Users" amount={Number(userCount)}>
      <ul class="rows">
        {users.map((user) => (
          <User key={user.user} user={user} kinds={kinds} act={act} />
        ))}
      </ul>
      {users.length === 0 && <p class="hint">A user exists from its first token on.</p>}
      {more > 0 && <p class="hint">{counted(more, 'user')} more, not shown.</p>}
    </Panel>
  );
}
