// The matrix: scenarios down, clients across, a verdict in each cell that leads to its play. Only the rows in view exist.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { capital } from '../data/terms.js';
import { tally } from '../data/verdicts.js';
import { Text } from '../ui/text.jsx';
import { TallyBar, tallyTitle } from '../ui/verdict_mark.jsx';
import { revealRow, useVisibleRows } from '../ui/virtual_rows.jsx';
import { MatrixRow } from './matrix_row.jsx';

const ROW = 30;

// Where the page was scrolled to, by its address: the way back from a play leads there.
const places = new Map();

function useRemembered(scroller, isReady) {
  useLayoutEffect(() => {
    const element = scroller.current;
    const key = window.location.hash;
    element.scrollTop = places.get(key) ?? element.scrollTop;
    const keep = () => places.set(key, element.scrollTop);
    element.addEventListener('scroll', keep);
    return () => element.removeEventListener('scroll', keep);
  }, [isReady]);
}

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

// The focus goes from cell to cell; column 0 is the row's name.
function step(event, body, scroller, rows, columns) {
  const way = ARROWS[event.key];
  const cell = event.target.closest('.matrix-cell');
  if (!way || !cell || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const row = Math.min(rows.length - 1, Math.max(0, Number(cell.dataset.row) + way[0]));
  const column = Math.min(columns, Math.max(0, Number(cell.dataset.column) + way[1]));
  revealRow(scroller, body, ROW, row, 110);
  const find = () => body.querySelector(`.matrix-cell[data-row="${row}"][data-column="${column}"]`);
  (find() ? (go) => go() : requestAnimationFrame)(() => find()?.focus({ preventScroll: true }));
}

function Head({ clients, run }) {
  return (
    <div role="rowgroup" class="matrix-head">
      <div role="row" aria-rowindex="1" class="matrix-row">
        <span role="columnheader" class="matrix-name">
          {capital(run.terms.scenario)}
        </span>
        <span role="columnheader" class="matrix-text">
          What it shows, or what broke
        </span>
        {clients.map((client) => {
          const counts = tally(run.plays.filter((play) => play.client === client).map(({ verdict }) => verdict));
          return (
            <span
              key={client.label}
              role="columnheader"
              class="matrix-client"
              title={`${client.label}, ${client.host}: ${tallyTitle(counts)}`}>
              <b>
                <Text>{client.name}</Text>
              </b>
              <span>
                <Text>{`${client.version} ${client.profile}`}</Text>
              </span>
              <TallyBar counts={counts} />
            </span>
          );
        })}
      </div>
    </div>
  );
}

export function Matrix({ run, rows, clients, where, query, opened, setOpened, scroller }) {
  const body = useRef(null);
  const [first, behind] = useVisibleRows(scroller, body, ROW, rows.length);
  useRemembered(scroller, rows.length > 0);
  const toggle = (row) => setOpened(new Map(opened).set(row.key, !row.isOpen));
  return (
    <div
      class="matrix"
      role="table"
      aria-label={`Verdicts by ${run.terms.scenario} and client`}
      aria-rowcount={rows.length + 1}
      style={{ '--clients': clients.length }}
      onKeyDown={(event) => step(event, body.current, scroller.current, rows, clients.length)}>
      <Head clients={clients} run={run} />
      <div
        role="rowgroup"
        ref={body}
        style={{ height: `${rows.length * ROW}px`, paddingTop: `${first * ROW}px` }}
        class="matrix-body">
        {rows.slice(first, behind).map((row, i) => (
          <MatrixRow key={row.key} {...{ run, row, where, query, index: first + i }} onToggle={() => toggle(row)} />
        ))}
      </div>
    </div>
  );
}
