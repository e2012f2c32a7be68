// The clock that tokens are checked against: what it shows, and moving it.
import { useState } from 'preact/hooks';
import { ahead, day, timeOfDay } from '../data/times.js';
import { Act, Field, Panel } from '../ui/fields.jsx';
import { useClocks } from '../ui/now.js';

const STEPS = [
  ['+1 min', 60],
  ['+1 h', 3600],
  ['+1 day', 86_400],
];

export function ClockPanel({ state, act }) {
  const { serverMs, tokenMs } = useClocks(state);
  const [by, setBy] = useState('');
  const apartMs = Number(state.clock.tokenUnixMs) - Number(state.clock.serverUnixMs);
  const advance = (seconds, done = `Token clock moved by ${seconds} s`) =>
    act(done, 'AdvanceClock', { byMs: String(Math.round(seconds * 1000)) });
  const submit = (event) => {
    event.preventDefault();
    advance(Number(by));
  };
  return (
    <Panel id="clock-panel" title="Token clock">
      <p class="clock">
        <time class="clock-time">{timeOfDay(tokenMs)}</time>
        <span class="faint">
          {day(tokenMs)}
          {apartMs !== 0 && `, ${ahead(apartMs)} of the server (${timeOfDay(serverMs)})`}
        </span>
      </p>
      <form class="line" onSubmit={submit}>
        {STEPS.map(([label, seconds]) => (
          <Act key={label} what="token clock" onClick={() => advance(seconds)}>
            {label}
          </Act>
        ))}
        <Field label="Seconds, ±" type="number" step="any" required value={by} onValue={setBy} class="short" />
        <button type="submit" class="button">
          Move
        </button>
        {apartMs !== 0 && (
          <Act what="for the token clock" onClick={() => advance(-apartMs / 1000, 'Token clock as the server’s again')}>
            Server’s time
          </Act>
        )}
      </form>
      <p class="hint">Lifetimes run by it. No connection is dropped: a token is looked at when a client logs in.</p>
    </Panel>
  );
}
