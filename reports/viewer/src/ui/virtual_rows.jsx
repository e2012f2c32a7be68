// Rows of one height in a scrolling element, of which only those in view exist. What is in a row is its owner's business.
import { useLayoutEffect, useState } from 'preact/hooks';

const MARGIN = 3;  // rows that are seen beyond the one that is asked for
const SPARE = 12;  // rows kept above and below the view

function visible(scroller, body, rowHeight, count) {
  const top = scroller.getBoundingClientRect().top - body.getBoundingClientRect().top;
  const first = Math.floor(top / rowHeight) - SPARE;
  const last = Math.ceil((top + scroller.clientHeight) / rowHeight) + SPARE;
  return [Math.max(0, Math.min(first, count)), Math.max(0, Math.min(last, count))];
}

/** Which rows exist, as [first, behind the last]. `scroller` and `body` are refs; the rows stand in the body. */
export function useVisibleRows(scroller, body, rowHeight, count) {
  const [range, setRange] = useState([0, Math.min(count, 60)]);
  useLayoutEffect(() => {
    const element = scroller.current;
    const take = () => {
      const next = visible(element, body.current, rowHeight, count);
      setRange((now) => (now[0] === next[0] && now[1] === next[1] ? now : next));
    };
    take();
    const resizes = new ResizeObserver(take);
    resizes.observe(element);
    element.addEventListener('scroll', take);
    return () => {
      resizes.disconnect();
      element.removeEventListener('scroll', take);
    };
  }, [rowHeight, count]);
  return [Math.min(range[0], count), Math.min(range[1], count)];
}

// Scrolls as little as it takes to see the row.
export function revealRow(scroller, body, rowHeight, index, headHeight = 0) {
  const offset = body.getBoundingClientRect().top - scroller.getBoundingClientRect().top + index * rowHeight;
  const above = offset - headHeight - MARGIN * rowHeight;
  const below = offset + (1 + MARGIN) * rowHeight - scroller.clientHeight;
  if (above < 0) scroller.scrollTop += above;
  else if (below > 0) scroller.scrollTop += below;
}
