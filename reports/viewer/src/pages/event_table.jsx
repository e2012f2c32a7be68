// The events as an ordinary table of text, for reading, for copying and for screen readers. Only the rows in view exist.
import { useEffect, useRef } from 'preact/hooks';
import { change, instant } from '../data/format.js';
import { sentenceOf } from '../ladder/words.js';
import { worstOf } from '../data/verdicts.js';
import { Text } from '../ui/text.jsx';
import { VerdictMark } from '../ui/verdict_mark.jsx';
import { revealRow, useVisibleRows } from '../ui/virtual_rows.jsx';

const ROW = 24;
const HEAD = 28;
const COLUMNS = ['#', 'Time, s', 'Since', 'Lane', 'Kind', 'Client', 'Conn.', 'Call', 'What'];

const rowId = (position) => `event-${position}`;

function Row({ scene, position, index, before, isSelected, onSelect }) {
  const event = scene.events.at(position);
  const marked = scene.marks.marked.get(position);
  const verdict = marked && worstOf(marked.map((check) => check.verdict));
  const since = before === undefined ? '' : change(event.atMs - scene.events.times[before]);
  const cells = [
    event.sequence,
    instant(event.atMs),
    since,
    event.lane,
    event.kind,
    event.client,
    event.epoch || '',
    event.call || '',
  ];
  return (
    <div
      role="row"
      id={rowId(position)}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      class={`table-row${verdict ? ` soft-${verdict}` : ''}`}
      onClick={() => onSelect(position)}>
      {cells.map((cell, i) => (
        <span key={COLUMNS[i]} role="gridcell">
          <Text>{cell}</Text>
        </span>
      ))}
      <span role="gridcell">
        {verdict && <VerdictMark verdict={verdict} labelled size={12} />} <Text>{sentenceOf(event)}</Text>
      </span>
    </div>
  );
}

export function EventTable({ scene, shown, selected, reveals, onSelect }) {
  const scroller = useRef(null);
  const body = useRef(null);
  const [first, behind] = useVisibleRows(scroller, body, ROW, shown.length);
  useEffect(() => {
    const index = shown.indexOf(selected);
    if (index >= 0) revealRow(scroller.current, body.current, ROW, index, HEAD);
  }, [selected, reveals, shown]);
  const isDrawn = selected >= 0 && shown.subarray(first, behind).includes(selected);
  return (
    <div
      class="event-table"
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label="Events"
      aria-rowcount={shown.length + 1}
      aria-colcount={COLUMNS.length}
      aria-activedescendant={isDrawn ? rowId(selected) : undefined}>
      <div role="rowgroup" class="table-head">
        <div role="row" aria-rowindex={1} class="table-row">
          {COLUMNS.map((title) => (
            <span key={title} role="columnheader">
              {title}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" ref={body} style={{ height: `${shown.length * ROW}px`, paddingTop: `${first * ROW}px` }}>
        {[...shown.subarray(first, behind)].map((position, i) => (
          <Row
            key={position}
            {...{ scene, position, onSelect }}
            index={first + i}
            before={shown[first + i - 1]}
            isSelected={position === selected}
          />
        ))}
      </div>
    </div>
  );
}
