// The median and the 95th percentile of each client over the runs that are kept: one point per run.
import { useMemo } from 'preact/hooks';
import uPlot from 'uplot';
import { date, duration, shortDate, tick } from '../data/format.js';
import { clientColour } from '../ladder/palette.js';
import { Plot, axis, logarithmic } from './plot.jsx';
import { trendOf } from './trend.js';

function options(series, colours) {
  const { palette } = colours;
  const format = (_, ms) => (ms === null || ms === undefined ? '–' : duration(ms));
  return {
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    scales: { y: logarithmic.scale },
    axes: [
      axis(colours, { size: 30, space: 110, values: (_, splits) => splits.map((seconds) => shortDate(seconds * 1000)) }),
      axis(colours, { size: 64, ...logarithmic.axis, values: (_, splits) => splits.map((ms) => (ms === null ? '' : tick(ms))) }),
    ],
    series: [
      { label: 'run', value: (_, at) => (at === null ? '–' : date(at * 1000)) },
      ...series.map(({ label, what, index }) => ({
        label: `${label} ${what.slice(0, 3)}`,
        stroke: palette[clientColour(index)],
        width: what === 'p50_ms' ? 2 : 1,
        dash: what === 'p50_ms' ? [] : [4, 3],
        spanGaps: true,
        value: format,
        points: { show: true, size: 5, fill: palette[clientColour(index)] },
      })),
    ],
    cursor: { y: false },
  };
}

export function TrendPlot({ history, clients, theme }) {
  const { data, series } = useMemo(() => {
    const trend = trendOf(history, clients);
    return { series: trend.series, data: [trend.times, ...trend.series.map(({ values }) => values)] };
  }, [history]);
  return (
    <Plot
      make={(colours) => options(series, colours)}
      data={data}
      height={240}
      deps={[theme]}
      label={`Median and 95th percentile of ${data[0].length} runs`}
    />
  );
}
