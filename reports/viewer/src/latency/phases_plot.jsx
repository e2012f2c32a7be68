// Each reconnect of a client as a bar of its phases: in milliseconds, or as shares of its total with the total as a line.
import { useMemo } from 'preact/hooks';
import uPlot from 'uplot';
import { share, tick } from '../data/format.js';
import { Plot, axis, logarithmic } from './plot.jsx';
import { percentile, stacked } from './samples.js';

export const CAPS = [
  ['p50', 0.5],
  ['p90', 0.9],
  ['max', 1],
];

const COUNTS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000];  // steps of an axis that counts

// The top of the axis, so that the few longest do not flatten all others.
function topOf(samples, cap) {
  const sorted = Float64Array.from(samples, ({ totalMs }) => totalMs).sort();
  return percentile(sorted, CAPS.find(([name]) => name === cap)[1]) * 1.05;
}

const milliseconds = (_, splits) => splits.map((ms) => (ms === null ? '' : tick(ms)));

function scalesOf(samples, mode, cap) {
  const x = { time: false, range: [-0.6, samples.length - 0.4] };
  if (mode === 'ms') return { x, y: { range: [0, topOf(samples, cap)] } };
  return { x, y: { range: [0, 1] }, total: logarithmic.scale };
}

function seriesOf(phases, mode, { palette }) {
  const bars = uPlot.paths.bars({ size: [1, 60], gap: 0 });
  const stack = [...phases]
    .reverse()
    .map((name) => ({ fill: palette[`phase-${name}`], width: 0, paths: bars, points: { show: false } }));
  const line = { scale: 'total', stroke: palette.text, width: 1.5, points: { show: false } };
  return [{}, ...stack, ...(mode === 'share' ? [line] : [])];
}

function options({ samples, mode, cap, phases, onHover, onPick }, colours) {
  const y = axis(colours, { size: 60, values: mode === 'ms' ? milliseconds : (_, splits) => splits.map(share) });
  const total = axis(colours, {
    scale: 'total',
    ...logarithmic.axis,
    side: 1,
    size: 64,
    grid: { show: false },
    values: milliseconds,
    label: 'total (line)',
  });
  const indexAt = (plot) => plot.cursor.idx;
  return {
    scales: scalesOf(samples, mode, cap),
    axes: [
      axis(colours, { size: 30, incrs: COUNTS, values: (_, splits) => splits.map((at) => (Number.isInteger(at) ? at + 1 : '')) }),
      y,
      ...(mode === 'share' ? [total] : []),
    ],
    series: seriesOf(phases, mode, colours),
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
    hooks: {
      setCursor: [(plot) => onHover(samples[indexAt(plot)])],
      ready: [(plot) => plot.over.addEventListener('click', () => samples[indexAt(plot)] && onPick(samples[indexAt(plot)]))],
    },
  };
}

/** `samples` in the order in which they stand; `cap` limits the axis of milliseconds. */
export function PhasesPlot({ samples, mode, cap, theme, onHover, onPick }) {
  const { data, phases } = useMemo(() => {
    const { phases: present, edges } = stacked(samples, mode);
    const total = mode === 'share' ? [samples.map(({ totalMs }) => Math.max(0.01, totalMs))] : [];
    return { phases: present, data: [samples.map((_, i) => i), ...[...edges].reverse(), ...total] };
  }, [samples, mode]);
  const label = `Phases of ${samples.length} reconnects. The tables below and above have the figures.`;
  return (
    <Plot
      make={(colours) => options({ samples, mode, cap, phases, onHover, onPick }, colours)}
      data={data}
      height={240}
      label={label}
      deps={[theme, cap]}
    />
  );
}
