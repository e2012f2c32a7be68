// A plot in the page: made anew when what it shows changes, as wide as its place. What it shows is said by the options it is
// given.
import { useLayoutEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { fontsOf, paletteOf } from '../ladder/palette.js';
import { decadeLines, labelledLines } from './decades.js';

/** An axis in the page's colours. */
export const axis = ({ palette, fonts }, more) => ({
  stroke: palette.muted,
  font: fonts.small,
  labelFont: fonts.small,
  labelSize: 20,
  gap: 4,
  grid: { stroke: palette.line, width: 1 },
  ticks: { stroke: palette['line-strong'], width: 1, size: 4 },
  ...more,
});

/** What a logarithmic axis needs besides: lines and labels at round values, and a scale that ends close to the data. */
export const logarithmic = {
  axis: { splits: (_, axisIndex, min, max) => decadeLines(min, max), filter: (_, lines) => labelledLines(lines), space: 8 },
  scale: { distr: 3, range: (_, min, max) => [min / 1.2, max * 1.2] },
};

/**
 * @param {{make: function({palette: object, fonts: object}): object, data: Array, height: number, label: string, deps: Array}}
 *   props `make` gives uPlot's options without the size; `deps` are what it depends on
 */
export function Plot({ make, data, height, label, deps }) {
  const place = useRef(null);
  useLayoutEffect(() => {
    const element = place.current;
    const options = make({ palette: paletteOf(element), fonts: fontsOf(element) });
    const plot = new uPlot({ width: element.clientWidth, height, ...options }, data, element);
    const watch = new ResizeObserver(() => {
      if (element.clientWidth > 0 && element.clientWidth !== plot.width) plot.setSize({ width: element.clientWidth, height });
    });
    watch.observe(element);
    return () => {
      watch.disconnect();
      plot.destroy();
    };
  }, [data, height, ...deps]);
  return <div class="plot" ref={place} role="img" aria-label={label} style={{ minHeight: `${height}px` }} />;
}
