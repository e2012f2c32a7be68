// One play: its verdict, its checks, its events as a ladder or a table, and all of one event. The address names play and event.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { checksOf, isBroken, marksOf, positionsOf } from '../data/checks.js';
import { PlayEvents } from '../data/events.js';
import { Scene } from '../ladder/scene.js';
import { nextMarked, nextShown } from '../ladder/steps.js';
import { useKeys } from '../ui/keys.js';
import { recall, remember } from '../ui/memory.js';
import { Empty } from '../ui/parts.jsx';
import { go, linkTo } from '../ui/route.js';
import { EventPanel } from './event_panel.jsx';
import { EventsPanel } from './events_panel.jsx';
import { PlayChecks } from './play_checks.jsx';
import { PlayHead } from './play_head.jsx';

// What is computed once of a play.
function usePlay(run, play) {
  return useMemo(() => {
    const events = new PlayEvents(run, play);
    const checks = checksOf(run, play);
    const marks = marksOf(events, checks);
    return { events, checks, marks, scene: new Scene(events, marks, play.result.reconnects) };
  }, [run, play]);
}

// After the last selection; browsers refuse an address that changes with every key that repeats.
const ADDRESS_PAUSE_MS = 200;
const ROUNDING_MS = 0.006;  // times in addresses and of events are rounded to 0.01 ms

// The event that the address names, by its sequence number or by a time; else the one that broke a promise; -1 if none did.
function selectedBy(parameters, events, marks) {
  if (parameters.has('event')) return events.positionOf(Number(parameters.get('event')));
  if (parameters.has('at')) return events.positionAt(Number(parameters.get('at')) + ROUNDING_MS);
  return marks.first;
}

/** The selected position, and a function that selects another. The address follows, and leads: back, forward, a link. */
function useSelection(play, parameters, events, marks) {
  const named = selectedBy(parameters, events, marks);
  const address = parameters.toString();
  const [selected, setSelected] = useState(named);
  const timer = useRef(0);
  const written = useRef(address);
  useEffect(() => {
    if (address === written.current) return;
    written.current = address;
    setSelected(named);
  }, [address]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const select = (position) => {
    if (position === undefined || position < 0) return;
    setSelected(position);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const link = linkTo(play, { event: events.sequence(position) });
      written.current = link.split('?')[1];
      go(link, { replace: true });
    }, ADDRESS_PAUSE_MS);
  };
  return [selected, select];
}

const NOTHING = { lanes: new Set(), kinds: new Set(), clients: new Set() };

function OnePlay({ run, play, route, theme, last }) {
  const { events, checks, marks, scene } = usePlay(run, play);
  const [selected, select] = useSelection(play, route.parameters, events, marks);
  const [view, setView] = useState(recall('events') ?? 'ladder');
  const [hidden, setHidden] = useState(NOTHING);
  const [check, setCheck] = useState(undefined);
  const [zoom, setZoom] = useState(1);
  const shown = useMemo(() => scene.shown(hidden), [scene, hidden]);
  const [reveals, setReveals] = useState(0);  // each asks for the selection to be scrolled into view once more
  const chooseCheck = (one) => {
    setCheck(one.index);
    select(positionsOf(events, one)[0]);
    setReveals(reveals + 1);
  };
  const show = (next) => {
    remember('events', next);
    setView(next);
  };
  const step = (way) => select(nextShown(shown, selected < 0 ? (way > 0 ? -1 : shown.length) : selected, way));
  const stepMarked = (way) => select(nextMarked(marks.order, selected < 0 && way < 0 ? Infinity : selected, way));
  const toPlay = (way) => run.plays[play.index + way] && go(linkTo(run.plays[play.index + way]));
  useKeys({
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    j: () => step(1),
    k: () => step(-1),
    Home: () => select(shown[0]),
    End: () => select(shown.at(-1)),
    n: () => stepMarked(1),
    p: () => stepMarked(-1),
    '[': () => toPlay(-1),
    ']': () => toPlay(1),
    t: () => show(view === 'ladder' ? 'table' : 'ladder'),
    Escape: () => go(last),
  });
  return (
    <main class="play">
      <PlayHead run={run} play={play} last={last} />
      <div class="play-body">
        <div class="play-side">
          <PlayChecks {...{ run, play, checks, events }} chosen={check} onChoose={chooseCheck} />
          <EventPanel {...{ events, scene, selected, checks: checks.filter(isBroken) }} onSelect={select} />
        </div>
        <EventsPanel
          {...{ play, scene, shown, hidden, setHidden, view, selected, reveals, check, zoom, setZoom, theme }}
          onView={show}
          onSelect={select}
          onStepMarked={stepMarked}
        />
      </div>
    </main>
  );
}

export function Play({ run, route, theme, last }) {
  const repeat = Number(route.parameters.get('repeat') ?? 1);
  const play = run.find(route.client, route.scenario, repeat);
  useEffect(() => window.scrollTo(0, 0), [play]);
  if (!play) {
    return (
      <main class="page">
        <h1>No such {run.terms.play}</h1>
        <Empty>
          On this page is no {run.terms.play} of “{route.scenario}” with “{route.client}”.{' '}
          <a href={last}>All {run.terms.scenario}s</a>
        </Empty>
      </main>
    );
  }
  return <OnePlay key={play.index} {...{ run, play, route, theme, last }} />;
}
