// The filters of the matrix: verdicts with their counts, search, family, tag, clients. It filters nothing: it tells what is asked
// for.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { isSet, tagsOf, toggled } from '../data/filter.js';
import { count } from '../data/format.js';
import { VERDICTS, labelOf, summaryKeyOf } from '../data/verdicts.js';
import { useKeys } from '../ui/keys.js';
import { VerdictMark } from '../ui/verdict_mark.jsx';
import { printable } from '../data/printable.js';

const PAUSE_MS = 120;  // after the last key

function VerdictChips({ run, filter, onFilter }) {
  return (
    <div class="chips" role="group" aria-label="Verdicts">
      {VERDICTS.map((verdict) => {
        const amount = run.head.summary[summaryKeyOf(verdict)] ?? 0;
        return (
          <button
            key={verdict}
            type="button"
            class={`chip chip-${verdict}`}
            aria-pressed={filter.verdicts.includes(verdict)}
            disabled={amount === 0}
            onClick={() => onFilter({ ...filter, verdicts: toggled(filter.verdicts, verdict) })}>
            <VerdictMark verdict={verdict} />
            <b>{count(amount)}</b> {labelOf(verdict)}
          </button>
        );
      })}
    </div>
  );
}

export function Search({ value, onSearch, label, placeholder }) {
  const [text, setText] = useState(value);
  const field = useRef(null);
  const timer = useRef(0);
  useEffect(() => {
    if (value !== text && document.activeElement !== field.current) setText(value);
  }, [value]);
  useKeys({ '/': () => field.current.select() });
  const type = (next) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onSearch(next), PAUSE_MS);
  };
  const leave = (event) => {
    if (event.key === 'Escape') text ? type('') : field.current.blur();
    if (event.key !== 'Enter') return;
    clearTimeout(timer.current);
    onSearch(text);
  };
  return (
    <div class="search">
      <input
        ref={field}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={text}
        spellcheck={false}
        autocomplete="off"
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={leave}
      />
      <kbd aria-hidden="true">/</kbd>
    </div>
  );
}

function Select({ label, value, options, onChange }) {
  return (
    <select
      aria-label={label}
      value={value}
      class={value ? 'is-set' : ''}
      onChange={(event) => onChange(event.currentTarget.value)}>
      <option value="">{label}: all</option>
      {options.map(([name, amount]) => (
        <option key={name} value={name}>
          {printable(name)} ({amount})
        </option>
      ))}
    </select>
  );
}

function familiesOf(run) {
  const counts = new Map(run.families.map((family) => [family, 0]));
  for (const { family } of run.scenarios) counts.set(family, counts.get(family) + 1);
  return [...counts];
}

function ClientToggles({ run, filter, onFilter }) {
  if (run.clients.length < 2) return null;
  return (
    <div class="choice" role="group" aria-label="Clients">
      {run.clients.map(({ label }) => (
        <button
          key={label}
          type="button"
          aria-pressed={filter.clients.includes(label)}
          onClick={() => onFilter({ ...filter, clients: toggled(filter.clients, label) })}>
          {printable(label)}
        </button>
      ))}
    </div>
  );
}

// The filters stay in view while one scrolls, and the head of the matrix below them: the style sheet is told how tall they are.
function useHeight() {
  const element = useRef(null);
  useLayoutEffect(() => {
    const tell = () => element.current?.parentElement.style.setProperty('--filters', `${element.current.offsetHeight}px`);
    const watch = new ResizeObserver(tell);
    watch.observe(element.current);
    tell();
    return () => watch.disconnect();
  }, []);
  return element;
}

export function Filters({ run, filter, plays, onFilter, onOpenAll }) {
  const families = useMemo(() => familiesOf(run), [run]);
  const tags = useMemo(() => tagsOf(run), [run]);
  const scenarios = useMemo(() => new Set(plays.map(({ scenario }) => scenario)).size, [plays]);
  return (
    <div class="filters" ref={useHeight()}>
      <div class="filter-row">
        <VerdictChips {...{ run, filter, onFilter }} />
        <ClientToggles {...{ run, filter, onFilter }} />
      </div>
      <div class="filter-row">
        <Search
          value={filter.query}
          onSearch={(query) => onFilter({ ...filter, query })}
          label={`Search the ${run.terms.all}`}
          placeholder={`Search: ${run.terms.searched}`}
        />
        <Select
          label={run.terms.family}
          value={filter.family}
          options={families}
          onChange={(family) => onFilter({ ...filter, family })}
        />
        <Select label="Tag" value={filter.tag} options={tags} onChange={(tag) => onFilter({ ...filter, tag })} />
        <span class="filter-end">
          <span role="status">{run.terms.amount(scenarios, plays.length)}</span>
          {isSet(filter) && (
            <button
              type="button"
              class="button small"
              onClick={() => onFilter({ verdicts: [], clients: [], family: '', tag: '', query: '' })}>
              Clear
            </button>
          )}
          <button type="button" class="button small" onClick={() => onOpenAll(true)}>
            Unfold
          </button>
          <button type="button" class="button small" onClick={() => onOpenAll(false)}>
            Fold
          </button>
        </span>
      </div>
    </div>
  );
}
