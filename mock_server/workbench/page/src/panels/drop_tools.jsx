// The ways to end what a connection or a user has: one button each.
import { useState } from 'preact/hooks';
import { Menu } from '@viewer/ui/parts.jsx';
import { Act, Field } from '../ui/fields.jsx';

const KICK = 1;  // DISCONNECT status: 31010
// DISCONNECT statuses that the vendor documents.
const STATUSES = [
  [1, '31010 kicked by another login'],
  [2, '31011 user blocked'],
  [6, 'go to another node'],
  [7, '31020 token expired'],
  [8, '31001 protocol version'],
  [9, '31029 account cancelled'],
];
const WAYS = [
  ['Close', 'close', 'closes as a server does, without a word'],
  ['Reset', 'reset', 'TCP RST, as a network that breaks'],
  ['Blackhole', 'blackhole', 'stays open, and nothing passes any more'],
];

function Disconnect({ what, onDisconnect }) {
  const [status, setStatus] = useState('1');
  return (
    <Menu label="Disconnect …">
      <div class="form">
        <Field label={`DISCONNECT for ${what}`} value={status} onValue={setStatus}>
          {STATUSES.map(([value, meaning]) => (
            <option key={value} value={value}>
              {value}: {meaning}
            </option>
          ))}
        </Field>
        <button type="button" class="button" onClick={() => onDisconnect(Number(status))}>
          Send
        </button>
      </div>
    </Menu>
  );
}

/** `onDisconnect(status)`, `onDrop(way)`: "close", "reset", "blackhole". */
export function DropTools({ what, onDisconnect, onDrop }) {
  return (
    <>
      <Act what={what} title="DISCONNECT 1, as when the user logs in elsewhere" onClick={() => onDisconnect(KICK)}>
        Kick
      </Act>
      {WAYS.map(([label, way, title]) => (
        <Act key={way} what={what} title={title} onClick={() => onDrop(way)}>
          {label}
        </Act>
      ))}
      <Disconnect what={what} onDisconnect={onDisconnect} />
    </>
  );
}
