// The ways to end what a connection or a user has: one button each.
import { useState } from 'preact/hooks';
import { Menu } from '@viewer/ui/parts.jsx';
import { statusText, statusesOf } from '../data/fault_form.js';
import { Act, Field } from '../ui/fields.jsx';

const KICK = 1;  // DISCONNECT status: 31010
const WAYS = [
  ['Close', 'close', 'closes as a server does, without a word'],
  ['Reset', 'reset', 'TCP RST, as a network that breaks'],
  ['Blackhole', 'blackhole', 'stays open, and nothing passes any more'],
];

function Disconnect({ what, statuses, onDisconnect }) {
  const [status, setStatus] = useState('1');
  return (
    <Menu label="Disconnect …">
      <div class="form">
        <Field label={`DISCONNECT for ${what}`} value={status} onValue={setStatus}>
          {statuses.map((row) => (
            <option key={row.status} value={row.status}>
              {statusText(row)}
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

/** `onDisconnect(status)`, `onDrop(way)`: "close", "reset", "blackhole". `kinds`: the table of faults, which explains statuses. */
export function DropTools({ what, kinds, onDisconnect, onDrop }) {
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
      <Disconnect what={what} statuses={statusesOf(kinds, 'disconnect')} onDisconnect={onDisconnect} />
    </>
  );
}
