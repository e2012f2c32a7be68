// How much of a client's reconnects is over after which time: one curve per client, on a logarithmic axis of time.
import { useMemo } from 'preact/hooks';
import uPlot from 'uplot';
import { duration, share, tick } from '../data/format.js';
import { clientColour } from '../ladder/palette.js';
import { Plot, axis, logarithmic } from './plot.jsx';
import { ecdf } from './samples.js';

const DASHES = [[], [7, 4], [2, 3], [9, 3, 2, 3], [4, 2], [12, 4]];
const LEAST_MS = 0.01;  // what a logarithmic axis can begin with

const dashOf = (index) => DASHES[index % DASHES.length];

function options(groups, { palette, fonts }) {
  const colours = { palette, fonts };
  return {
    scales: { x: { time: false, ...logarithmic.scale }, y: { range: [0, 1] } },
    axes: [
      axis(colours, { values: (_, splits) => splits.map((ms) => (ms === null ? '' : tick(ms))), size: 30, ...logarithmic.axis }),
      axis(colours, { values: (_, splits) => splits.map(share), size: 46 }),
    ],
    series: [
      { label: 'within', value: (_, ms) => (ms === null ? '–' : duration(ms)) },
      ...groups.map(({ client }) => ({
        label: client.label,
        stroke: palette[clientColour(client.index)],
        width: 2,
        dash: dashOf(client.index),
        points: { show: false },
        paths: uPlot.paths.stepped({ align: 1 }),
        value: (_, part) => (part === null ? '–' : share(part)),
      })),
    ],
    cursor: { y: false, points: { size: 6 } },
    legend: { markers: { width: 2 } },
  };
}

export function EcdfPlot({ groups, theme }) {
  const data = useMemo(() => {
    const { values, curves } = ecdf(groups);
    return [values.map((ms) => Math.max(LEAST_MS, ms)), ...curves];
  }, [groups]);
  const clients = groups.map(({ client }) => client.label).join(', ');
  const label = `Share of reconnects that are over within a time: ${clients}. The table beside has the figures.`;
  return <Plot make={(colours) => options(groups, colours)} data={data} height={350} label={label} deps={[theme]} />;
}
