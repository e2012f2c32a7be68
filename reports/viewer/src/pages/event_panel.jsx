// All that is known of one event: when, where, every attribute, its other end, what it broke, and its bytes where the run has
// them.
import { change, duration, instant } from '../data/format.js';
import { printable } from '../data/printable.js';
import { Frame } from '../ui/frame.jsx';
import { Text } from '../ui/text.jsx';
import { VerdictMark } from '../ui/verdict_mark.jsx';

const FIELDS = ['client', 'epoch', 'call', 'name', 'status', 'code', 'user', 'token', 'via', 'detail', 'nesting', 'thread'];

const isSet = (value) => value !== '' && value !== 0 && value !== null && value !== undefined;

function Times({ events, event }) {
  const before = event.position > 0 ? event.atMs - events.times[event.position - 1] : null;
  return (
    <>
      <div>
        <dt>time</dt>
        <dd>
          <code>{instant(event.atMs, 5)} s</code>
        </dd>
      </div>
      {before !== null && (
        <div>
          <dt>since the last</dt>
          <dd>
            <code>{change(before)}</code>
          </dd>
        </div>
      )}
    </>
  );
}

function Partner({ events, scene, event, onSelect }) {
  const partner = scene.partners.get(event.position);
  if (partner === undefined) return null;
  const other = events.at(partner);
  const apart = Math.abs(other.atMs - event.atMs);
  return (
    <div>
      <dt>{partner > event.position ? 'ended by' : 'began with'}</dt>
      <dd>
        <button type="button" class="link" onClick={() => onSelect(partner)}>
          {other.kind} {other.sequence}
        </button>{' '}
        <span class="faint">
          {duration(apart)} {partner > event.position ? 'later' : 'earlier'}
        </span>
      </dd>
    </div>
  );
}

// For those who hear the page.
const spoken = ({ atMs, lane, kind, name, detail }) =>
  `${instant(atMs)} s, ${lane}, ${kind} ${printable(name)} ${printable(detail)}`;

export function EventPanel({ events, scene, selected, checks, onSelect }) {
  if (selected < 0) {
    return (
      <section class="event-panel is-empty" aria-label="Event" tabIndex={0}>
        <h2>Event</h2>
        <p class="empty">Select an event to see all of it.</p>
      </section>
    );
  }
  const event = events.at(selected);
  const own = checks.filter(({ sequences }) => sequences.includes(event.sequence));
  const frame = events.frame(selected);
  return (
    <section class="event-panel" aria-label="Event" tabIndex={0}>
      <h2>
        {event.kind}{' '}
        <span class="amount">
          {event.lane} · {event.sequence}
        </span>
      </h2>
      {own.map((check) => (
        <p key={check.index} class={`event-check ink-${check.verdict}`}>
          <VerdictMark verdict={check.verdict} labelled size={13} />{' '}
          <code>
            <Text>{check.id}</Text>
          </code>
        </p>
      ))}
      <dl>
        <Times events={events} event={event} />
        {FIELDS.filter((name) => isSet(event[name])).map((name) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>
                <Text>{String(event[name])}</Text>
              </code>
            </dd>
          </div>
        ))}
        <Partner {...{ events, scene, event, onSelect }} />
      </dl>
      {frame && <h3>Frame</h3>}
      {frame && <Frame frame={frame} />}
      <p class="sr" aria-live="polite">
        {spoken(event)}
      </p>
    </section>
  );
}
