// A bench's plots: rates and users over time, histograms, the way back of a storm, waits beside what is declared.
import { useMemo } from 'preact/hooks';
import uPlot from 'uplot';
import { count, duration, share, tick } from '../data/format.js';
import { Plot, axis, logarithmic } from '../latency/plot.jsx';
import { barsOf, evenness, ratesOf, wayBack } from './series.js';
import { WHATS } from './words.js';

const COLOURS = ['client-0', 'client-1', 'client-2', 'client-3', 'client-4', 'client-5', 'phase-unobserved'];
const DASHES = [[], [7, 4], [2, 3], [9, 3, 2, 3], [4, 2], [12, 4], [1, 2]];

const seconds = (_, splits) => splits.map((value) => (value === null ? '' : `${Number(value.toPrecision(6))} s`));
const counts = (_, splits) => splits.map((value) => (value === null ? '' : count(value)));
const orDash = (format) => (_, value) => (value === null || value === undefined ? '–' : format(value));

const line = (palette, label, index, value, more) => ({
  label,
  stroke: palette[COLOURS[index]],
  width: 2,
  dash: DASHES[index],
  points: { show: false },
  value: orDash(value),
  ...more,
});

const overTime = {
  scales: { x: { time: false } },
  cursor: { y: false, points: { size: 6 } },
  legend: { markers: { width: 2 } },
};
const at = { label: 'at', value: orDash((value) => `${value.toFixed(2)} s`) };

// What there is too much of at once would flatten all else: losses have a plot of their own.
export const COMING = [
  ['connects / s', 'connects'],
  ['attempts / s', 'attempts'],
  ['messages / s', 'messages'],
];
export const GOING = [['losses / s', 'losses']];

export function RatesPlot({ phase, rows, theme }) {
  const rates = useMemo(() => ratesOf(phase.series), [phase]);
  const shown = rows.filter(([, name]) => rates[name].some((value) => value > 0));
  const data = useMemo(() => [rates.times, ...shown.map(([, name]) => rates[name])], [rates]);
  const options = (colours) => ({
    ...overTime,
    axes: [axis(colours, { values: seconds, size: 30 }), axis(colours, { values: counts, size: 62 })],
    series: [at, ...shown.map(([label], i) => line(colours.palette, label, i, (rate) => count(Math.round(rate))))],
  });
  if (shown.length === 0) return <p class="empty">None in this phase.</p>;
  const label = `Over time, in a second: ${shown.map(([name]) => name.replace(' / s', '')).join(', ')}.`;
  return <Plot make={options} data={data} height={200} label={label} deps={[theme]} />;
}

export function OnlinePlot({ phase, theme }) {
  const data = useMemo(() => {
    const { times, online } = ratesOf(phase.series);
    return [
      [0, ...times],
      [phase.online[0], ...online],
    ];
  }, [phase]);
  const options = (colours) => ({
    ...overTime,
    scales: { x: { time: false }, y: { range: [0, Math.max(1, phase.users) * 1.03] } },
    axes: [axis(colours, { values: seconds, size: 30 }), axis(colours, { values: counts, size: 62 })],
    series: [at, line(colours.palette, 'online', 0, count, { fill: colours.palette.select })],
  });
  const label = `Users online over time: ${count(phase.online[0])} before, ${count(phase.online[1])} after.`;
  return <Plot make={options} data={data} height={200} label={label} deps={[theme]} />;
}

export function BackPlot({ phase, theme }) {
  const data = useMemo(() => wayBack(phase.back), [phase]);
  const reached = phase.back.marks.filter(([, ms]) => ms !== null);
  const drawMarks = (palette) => (plot) => {
    const { ctx } = plot;
    ctx.save();
    ctx.strokeStyle = palette.muted;
    ctx.setLineDash([4, 4]);
    for (const [percent, ms] of reached) {
      const x = plot.valToPos(ms / 1000, 'x', true);
      const y = plot.valToPos(percent / 100, 'y', true);
      ctx.beginPath();
      ctx.moveTo(plot.bbox.left, y);
      ctx.lineTo(x, y);
      ctx.lineTo(x, plot.bbox.top + plot.bbox.height);
      ctx.stroke();
    }
    ctx.restore();
  };
  const options = (colours) => ({
    ...overTime,
    scales: { x: { time: false }, y: { range: [0, 1.03] } },
    axes: [axis(colours, { values: seconds, size: 30 }), axis(colours, { values: (_, splits) => splits.map(share), size: 52 })],
    series: [at, line(colours.palette, 'back', 0, share, { paths: uPlot.paths.stepped({ align: 1 }) })],
    hooks: { draw: [drawMarks(colours.palette)] },
  });
  const told = reached.map(([percent, ms]) => `${percent} % after ${duration(ms)}`).join(', ');
  return <Plot make={options} data={data} height={240} label={`Share of the users who are back: ${told}.`} deps={[theme]} />;
}

export function HistogramPlot({ latencies, stepsPerDecade, theme }) {
  const names = Object.keys(latencies);
  const data = useMemo(() => {
    const { edges, shares } = barsOf(Object.values(latencies), stepsPerDecade);
    return [edges, ...shares];
  }, [latencies]);
  const options = (colours) => ({
    scales: { x: { time: false, ...logarithmic.scale } },
    axes: [
      axis(colours, { values: (_, splits) => splits.map((ms) => (ms === null ? '' : tick(ms))), size: 30, ...logarithmic.axis }),
      axis(colours, { values: (_, splits) => splits.map(share), size: 52 }),
    ],
    series: [
      { label: 'from', value: orDash(duration) },
      ...names.map((name, i) =>
        line(colours.palette, WHATS[name] ?? name, i, share, {
          paths: uPlot.paths.stepped({ align: 1 }),
          fill: names.length === 1 ? colours.palette.select : undefined,
        }),
      ),
    ],
    cursor: { y: false, points: { size: 6 } },
    legend: { markers: { width: 2 } },
  });
  const told = names.map((name) => WHATS[name] ?? name).join(', ');
  const label = `How often each latency occurred: ${told}. The table has the figures.`;
  return <Plot make={options} data={data} height={260} label={label} deps={[theme]} />;
}

export function WaitPlot({ wait, theme }) {
  const data = useMemo(() => {
    const [middles, often] = evenness(wait);
    return [middles, often, middles.map(() => 1)];
  }, [wait]);
  const options = (colours) => ({
    scales: { x: { time: false }, y: { range: (_, __, max) => [0, Math.max(2, max * 1.05)] } },
    axes: [
      axis(colours, { values: (_, splits) => splits.map((ms) => (ms === null ? '' : tick(ms))), size: 30 }),
      axis(colours, { values: (_, splits) => splits.map((often) => `${often}×`), size: 46 }),
    ],
    series: [
      { label: 'wait', value: orDash(duration) },
      line(colours.palette, 'seen', 0, (often) => `${often.toFixed(2)} times as often`, {
        paths: uPlot.paths.stepped({ align: 0 }),
        fill: colours.palette.select,
      }),
      line(colours.palette, 'declared', 1, () => 'evenly'),
    ],
    cursor: { y: false, points: { size: 6 } },
    legend: { markers: { width: 2 } },
  });
  const span = `${duration(wait.low_ms)} to ${duration(wait.high_ms)}`;
  const label = `How often each wait before attempt ${wait.attempt} occurred, beside an even spread from ${span}.`;
  return <Plot make={options} data={data} height={190} label={label} deps={[theme]} />;
}
