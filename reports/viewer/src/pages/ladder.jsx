// The ladder in the page: the map of the whole play, the lanes' names, and the canvas below. What is drawn, and where, stands in
// ladder/.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { duration } from '../data/format.js';
import { geometryOf } from '../ladder/geometry.js';
import { Minimap } from '../ladder/minimap.js';
import { LadderView } from '../ladder/view.js';

const KEY_STEP = 0.02;  // of the play, per key on the map
const KEY_STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: 5, PageUp: -5 };

function laneTitles(width, scene) {
  const geometry = geometryOf(width, { clients: scene.clients.length, bars: scene.bars, spans: scene.spanColumns });
  const clients = scene.clients.length === 1 ? scene.clients[0] : 'clients';
  return [
    ['time, s', 8, geometry.phase.left],
    ['app: calls and callbacks', geometry.app.left - 4, geometry.wire.left],
    [`wire: ${clients}`, geometry.wire.left + 6, geometry.wire.server - 60],
    ['server', geometry.wire.server - 44, geometry.run.left],
    ['faults and steps', geometry.run.left + 8, geometry.run.right],
  ];
}

function Titles({ scene, width }) {
  return (
    <div class="ladder-titles" aria-hidden="true">
      {laneTitles(width, scene).map(([title, left, right]) => (
        <span key={title} style={{ left: `${left}px`, width: `${right - left}px` }}>
          {title}
        </span>
      ))}
    </div>
  );
}

function useView(refs, { onSelect, setZoom, onWindow }) {
  const listeners = useRef({});
  listeners.current = { onSelect, onZoom: setZoom, onWindow };
  const view = useRef(null);
  useLayoutEffect(() => {
    view.current = new LadderView(
      { scroller: refs.scroller.current, canvas: refs.canvas.current, spacer: refs.spacer.current },
      {
        onSelect: (p) => listeners.current.onSelect(p),
        onZoom: (z) => listeners.current.onZoom(z),
        onWindow: (a, b) => listeners.current.onWindow(a, b),
      },
    );
    return () => view.current.destroy();
  }, []);
  return view;
}

function useWidth(element) {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const watch = new ResizeObserver(() => setWidth(element.current.clientWidth));
    watch.observe(element.current);
    setWidth(element.current.clientWidth);
    return () => watch.disconnect();
  }, []);
  return width;
}

// The map takes part in the page as a slider over the play's time.
function Map({ scene, canvas, slider, onTime }) {
  const { endMs } = scene.events;
  const press = (event) => {
    const now = Number(slider.current.getAttribute('aria-valuenow'));
    const steps = KEY_STEPS[event.key];
    const to = steps ? now + steps * KEY_STEP * endMs : { Home: 0, End: endMs }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    onTime(Math.min(endMs, Math.max(0, to)));
  };
  return (
    <div
      class="map"
      ref={slider}
      role="slider"
      tabIndex={0}
      aria-label="Time shown"
      aria-valuemin={0}
      aria-valuemax={Math.round(endMs)}
      aria-valuenow={0}
      aria-orientation="horizontal"
      onKeyDown={press}>
      <canvas ref={canvas} aria-hidden="true" />
    </div>
  );
}

export function Ladder({ scene, shown, selected, reveals, check, zoom, setZoom, theme, onSelect }) {
  const refs = { scroller: useRef(null), canvas: useRef(null), spacer: useRef(null) };
  const map = useRef(null);
  const slider = useRef(null);
  const mapView = useRef(null);
  const width = useWidth(refs.scroller);
  const onWindow = (fromMs, toMs) => {
    mapView.current?.window(fromMs, toMs);
    slider.current?.setAttribute('aria-valuenow', Math.round((fromMs + toMs) / 2));
    slider.current?.setAttribute('aria-valuetext', `${duration(fromMs)} to ${duration(toMs)}`);
  };
  const view = useView(refs, { onSelect, setZoom, onWindow });
  useLayoutEffect(() => {
    mapView.current = new Minimap(map.current, (ms) => view.current.centre(ms));
    return () => mapView.current.destroy();
  }, []);
  useEffect(() => mapView.current.set(scene), [scene]);
  useLayoutEffect(() => view.current.update({ scene, shown, zoom, selected, check }), [scene, shown, zoom, selected, check]);
  useEffect(() => view.current.reveal(selected >= 0 ? selected : Math.max(0, scene.marks.first), true), [scene]);
  useEffect(() => {
    if (selected >= 0) view.current.reveal(selected);
  }, [selected, reveals]);
  useEffect(() => {
    view.current.restyle();
    mapView.current.restyle();
  }, [theme]);
  return (
    <>
      <Map scene={scene} canvas={map} slider={slider} onTime={(ms) => view.current.centre(ms)} />
      <Titles scene={scene} width={width} />
      <div
        class="ladder"
        ref={refs.scroller}
        tabIndex={0}
        role="group"
        aria-label={`Ladder of ${scene.events.count} events: arrow keys go on and back; the table has the same as text.`}>
        <canvas ref={refs.canvas} aria-hidden="true" />
        <div ref={refs.spacer} />
      </div>
    </>
  );
}
