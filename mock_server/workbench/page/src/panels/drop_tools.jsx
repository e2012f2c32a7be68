// The ways to end what a connection or a user has: one button each.
import { useState } from 'preact/hooks';
import { statusText, statusesOf } from '../data/fault_form.js';
import { Act, Field } from '../ui/fields.jsx';

const KICK = 1;  // DISCONNECT status: 31010
const WAYS = [
  ['Close', 'close', 'closes as a server does, without a word'],
  ['Reset', 'reset', 'TCP RST, as a network that breaks'],
  ['Blackhole', 'blackhole', 'stays open, and nothing passes any more'],
];

// Below the buttons and not over the page, where a list that scrolls would cut it off.
function Disconnect({ what, statuses, onDisconnect }) {
  const [status, setStatus] = useState(String(KICK));
  const send = (event) => {
    event.preventDefault();
    onDisconnect(Number(status));
  };
  return (
    <form class="line disconnect" onSubmit={send}>
      <Field label={`DISCONNECT for ${what}`} value={status} onValue={setStatus} class="wide">
        {statuses.map((row) => (
          <option key={row.status} value={row.status}>
            {statusText(row)}
          </option>
        ))}
      </Field>
      <button type="submit" class="button">
        Send
      </button>
    </form>
  );
}

/** `onDisconnect(status)`, `onDrop(way)`: "close", "reset", "blackhole". `kinds`: the table of faults, which explains statuses. */
export function DropTools({ what, kinds, onDisconnect, onDrop }) {
  const [isOpen, setOpen] = useState(false);
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
      <Act what={what} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        Disconnect …
      </Act>
      {isOpen && <Disconnect {...{ what, onDisconnect }} statuses={statusesOf(kinds, 'disconnect')} />}
    </>
  );
}
