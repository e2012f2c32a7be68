// The events of a play: tools above, then the map of the whole play and the ladder, or the table. Selection and filter are its
// owner's.
import { useMemo } from 'preact/hooks';
import { counted } from '../data/format.js';
import { clampZoom } from '../ladder/rows.js';
import { Ladder } from './ladder.jsx';
import { EventTable } from './event_table.jsx';
import { PHASES } from '../ladder/spans.js';
import { clientColour } from '../ladder/palette.js';
import { Choice, Menu, PhaseLegend } from '../ui/parts.jsx';
import { useKeys } from '../ui/keys.js';
import { Text } from '../ui/text.jsx';

const STEP = 1.5;
const VIEWS = Object.entries({ ladder: 'Ladder', table: 'Table' });
const LANE_LABELS = { app: 'App', wire: 'Client side', server: 'Server side', fault: 'Faults', run: 'Steps' };

const without = (set, item) => {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
};

function countBy(scene, keyOf) {
  const counts = new Map();
  for (let position = 0; position < scene.events.count; ++position) {
    const key = keyOf(position);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function Boxes({ counts, hidden, onToggle }) {
  return [...counts].map(([name, amount]) => (
    <label key={name} class="check-box">
      <input type="checkbox" checked={!hidden.has(name)} onChange={() => onToggle(name)} />
      <span>{name}</span>
      <span class="amount">{amount}</span>
    </label>
  ));
}

function Filter({ scene, hidden, setHidden }) {
  const lanes = useMemo(() => countBy(scene, (position) => scene.events.lane(position)), [scene]);
  const kinds = useMemo(() => countBy(scene, (position) => scene.events.at(position).kind), [scene]);
  const toggle = (what) => (item) => setHidden({ ...hidden, [what]: without(hidden[what], item) });
  return (
    <>
      <div class="choice" role="group" aria-label="Lanes">
        {Object.keys(LANE_LABELS)
          .filter((lane) => lanes.has(lane))
          .map((lane) => (
            <button key={lane} type="button" aria-pressed={!hidden.lanes.has(lane)} onClick={() => toggle('lanes')(lane)}>
              {LANE_LABELS[lane]} <span class="amount">{lanes.get(lane)}</span>
            </button>
          ))}
      </div>
      <Menu label="Kinds" isSet={hidden.kinds.size > 0}>
        <div class="menu-tools">
          <button type="button" class="link" onClick={() => setHidden({ ...hidden, kinds: new Set() })}>
            All
          </button>
          <button type="button" class="link" onClick={() => setHidden({ ...hidden, kinds: new Set(kinds.keys()) })}>
            None
          </button>
        </div>
        <Boxes
          counts={new Map([...kinds].sort(([a], [b]) => a.localeCompare(b)))}
          hidden={hidden.kinds}
          onToggle={toggle('kinds')}
        />
      </Menu>
      {scene.clients.length > 1 && (
        <div class="choice" role="group" aria-label="Clients of the scenario">
          {scene.clients.map((name, i) => (
            <button key={name} type="button" aria-pressed={!hidden.clients.has(name)} onClick={() => toggle('clients')(name)}>
              <i class="swatch" style={{ background: `var(--${clientColour(i)})` }} />
              <Text>{name}</Text>
            </button>
          ))}
        </div>
      )}
    </>
  );
}

function Zoom({ zoom, setZoom }) {
  return (
    <div class="choice" role="group" aria-label="Zoom">
      <button type="button" aria-label="Zoom out" onClick={() => setZoom(clampZoom(zoom / STEP))}>
        −
      </button>
      <button type="button" title="Back to a line of text per event" onClick={() => setZoom(1)}>
        {Math.round(zoom * 100)} %
      </button>
      <button type="button" aria-label="Zoom in" onClick={() => setZoom(clampZoom(zoom * STEP))}>
        +
      </button>
    </div>
  );
}

function ReconnectLegend({ scene }) {
  const present = PHASES.filter((name) => scene.phases.some((phase) => phase.name === name));
  return present.length > 0 && <PhaseLegend title="Reconnect: " names={present} />;
}

export function EventsPanel(props) {
  const { scene, shown, hidden, setHidden, view, zoom, setZoom, onView, onStepMarked } = props;
  const count = scene.events.count;
  useKeys({
    '+': () => setZoom(clampZoom(zoom * STEP)),
    '=': () => setZoom(clampZoom(zoom * STEP)),
    '-': () => setZoom(clampZoom(zoom / STEP)),
    0: () => setZoom(1),
  });
  return (
    <section class="events" aria-label="Events">
      <div class="events-tools">
        <Choice label="View" choices={VIEWS} value={view} onChoose={onView} />
        <Filter {...{ scene, hidden, setHidden }} />
        <span class="filter-end">
          <span class="faint">
            {shown.length === count ? counted(count, 'event') : `${counted(shown.length, 'event')} of ${count}`}
          </span>
          {scene.marks.order.length > 0 && (
            <span class="choice" role="group" aria-label="Marked events">
              <button type="button" aria-label="Previous marked event" onClick={() => onStepMarked(-1)}>
                ↑
              </button>
              <button type="button" aria-label="Next marked event" onClick={() => onStepMarked(1)}>
                ↓
              </button>
            </span>
          )}
          {view === 'ladder' && <Zoom zoom={zoom} setZoom={setZoom} />}
        </span>
      </div>
      {view === 'table' ? (
        <EventTable {...props} />
      ) : (
        <>
          <ReconnectLegend scene={scene} />
          <Ladder {...props} />
        </>
      )}
    </section>
  );
}
