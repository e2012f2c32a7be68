// The first page: how the run went, what broke, and the matrix of scenarios and clients with its filters and its search.
import { useMemo, useRef, useState } from 'preact/hooks';
import { filterOf, parametersOf, select } from '../data/filter.js';
import { matrixRows } from '../data/matrix.js';
import { capital } from '../data/terms.js';
import { Banners, RunFacts } from './run_facts.jsx';
import { Attention } from './attention.jsx';
import { Filters } from './filters.jsx';
import { Matrix } from './matrix.jsx';
import { Empty } from '../ui/parts.jsx';
import { go, pageLink } from '../ui/route.js';

// A run with so few scenarios, or a list that was searched for, needs no folding.
const UNFOLDED = 80;

function useOpened() {
  const [opened, setOpened] = useState(openedBefore);
  const change = (next) => {
    openedBefore = next;
    setOpened(next);
  };
  return [opened, change];
}

// What was opened and closed stays so while other pages are looked at.
let openedBefore = new Map();

export function Scenarios({ run, route }) {
  const query = route.parameters.toString();
  const filter = useMemo(() => filterOf(new URLSearchParams(query)), [query]);
  const scroller = useRef(null);
  const [opened, setOpened] = useOpened();
  const { plays, where } = useMemo(() => select(run, filter), [run, query]);
  const clients = useMemo(
    () => run.clients.filter(({ label }) => filter.clients.length === 0 || filter.clients.includes(label)),
    [run, query],
  );
  const isShort = useMemo(() => new Set(plays.map(({ scenario }) => scenario.template)).size <= UNFOLDED, [plays]);
  const rows = useMemo(() => matrixRows(plays, clients, opened, () => isShort), [plays, clients, opened, isShort]);
  const setFilter = (next) => {
    scroller.current.scrollTop = 0;
    setOpened(new Map());
    go(pageLink('scenarios', parametersOf(next)), { replace: true });
  };
  const openAll = (isOpen) =>
    setOpened(
      new Map(
        [
          ...run.families.map((name) => `family ${name}`),
          ...(isOpen ? [] : run.scenarios.map(({ template }) => `template ${template}`)),
        ].map((key) => [key, isOpen]),
      ),
    );
  return (
    <main class="page scenarios" ref={scroller} id="scroller">
      <div class="summary">
        <h1 class="sr">{capital(run.terms.scenario)}s</h1>
        <RunFacts run={run} />
        <Banners run={run} />
        <Attention run={run} />
      </div>
      <Filters run={run} filter={filter} plays={plays} onFilter={setFilter} onOpenAll={openAll} />
      {rows.length === 0 ? (
        <Empty>
          No {run.terms.play} matches. <a href={pageLink('scenarios')}>Show all</a>
        </Empty>
      ) : (
        <Matrix {...{ run, rows, clients, where, query: filter.query, opened, setOpened, scroller }} />
      )}
    </main>
  );
}
