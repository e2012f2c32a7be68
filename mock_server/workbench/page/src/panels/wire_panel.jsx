// The wire: what was observed, of one connection or of all, as it comes, and each message's bytes when they are asked for.
import { useEffect, useRef, useState } from 'preact/hooks';
import { wordsOf } from '@viewer/ladder/words.js';
import { counted } from '@viewer/data/format.js';
import { Frame } from '@viewer/ui/frame.jsx';
import { Choice } from '@viewer/ui/parts.jsx';
import { Text } from '@viewer/ui/text.jsx';
import { directionOf, ofConnection } from '../data/events.js';
import { preciseTime } from '../data/times.js';

const SHOWN = 400;  // of the latest events
const NEAR_END_PX = 40;

const ARROWS = { from: ['←', 'from the client'], to: ['→', 'to the client'] };

function Opened({ event, control }) {
  const [frame, setFrame] = useState({ hex: event.hex });
  useEffect(() => {
    const request = { frame: event.frame, fromClient: directionOf(event) === 'from' };
    control
      .call('ReadFrame', request)
      .then(({ fields }) => setFrame({ hex: event.hex, fields: fields.map(({ name, value }) => [name, value]) }))
      .catch((error) => setFrame({ hex: event.hex, fields: [['not read', error.message]] }));
  }, [event.number]);
  return (
    <div class="frame">
      <Frame frame={frame} />
    </div>
  );
}

function Words({ event }) {
  return wordsOf(event).map(([text, tone], i) => (
    <span key={i} class={`word word-${tone}`}>
      <Text>{text}</Text>{' '}
    </span>
  ));
}

function Event({ event, control, withNumber }) {
  const [isOpen, setOpen] = useState(false);
  const [arrow, spoken] = ARROWS[directionOf(event)] ?? ['', ''];
  return (
    <li class={`wire-row lane-${event.lane}`}>
      <span class="wire-time">{preciseTime(event.unixMs)}</span>
      {withNumber && <span class="wire-number">{event.epoch ? `#${event.epoch}` : ''}</span>}
      <span class="wire-arrow" aria-hidden="true">
        {arrow}
      </span>
      <span class="wire-words">
        {spoken && <span class="sr">{spoken}: </span>}
        {event.frame ? (
          <button type="button" class="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            <Words event={event} />
          </button>
        ) : (
          <Words event={event} />
        )}
      </span>
      {isOpen && <Opened event={event} control={control} />}
    </li>
  );
}

// Stays at the end of a list that grows, unless the reader has scrolled away from it.
function useFollow(length) {
  const list = useRef(null);
  const follows = useRef(true);
  useEffect(() => {
    if (follows.current && list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [length]);
  const onScroll = ({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
    follows.current = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
  };
  return { ref: list, onScroll };
}

export function WirePanel({ events, control, chosen, onChoose, isLive }) {
  const all = chosen ? ofConnection(events, chosen) : events;
  const shown = all.slice(-SHOWN);
  const follow = useFollow(all.at(-1)?.number);
  return (
    <section class="wire" id="wire-panel" aria-labelledby="wire-title">
      <div class="wire-head">
        <h2 id="wire-title">
          Wire <span class="amount">{chosen ? `connection #${chosen}` : 'all events'}</span>
        </h2>
        {chosen > 0 && (
          <Choice
            label="Whose events"
            choices={[
              [chosen, `#${chosen}`],
              [0, 'All'],
            ]}
            value={chosen}
            onChoose={onChoose}
          />
        )}
        <span class="faint end">
          {counted(all.length, 'event')}
          {shown.length < all.length && `, the last ${shown.length} shown`}
          {!isLive && ', not live'} <span class="wide-only">· ← from the client, → to it</span>
        </span>
      </div>
      <ol class="wire-list" tabIndex={0} aria-label="Events" {...follow}>
        {shown.map((event) => (
          <Event key={event.number} event={event} control={control} withNumber={!chosen} />
        ))}
      </ol>
    </section>
  );
}
