// Where clients behaved differently in the same scenario, side by side, and by what they differ. What differs was found by the
// run.
import { useMemo, useState } from 'preact/hooks';
import { comparisonsOf, countAspects, filterRows } from '../data/differences.js';
import { count } from '../data/format.js';
import { Search } from './filters.jsx';
import { Choice, Empty, Growing } from '../ui/parts.jsx';
import { linkTo } from '../ui/route.js';
import { Text } from '../ui/text.jsx';
import { VerdictMark } from '../ui/verdict_mark.jsx';

const VERDICT_WORDS = new Set(['pass', 'fail', 'known', 'inconclusive', 'warning']);

function Told({ run, row, client, text, isOdd }) {
  if (text === '') return <td class="faint">–</td>;
  const scenario = run.scenarios.find(({ id }) => id === row.scenario);
  const [play] = client && scenario ? run.playsOf(scenario, client) : [];
  const said =
    row.aspect === 'verdict' && VERDICT_WORDS.has(text) ? (
      <>
        <VerdictMark verdict={text} /> {text}
      </>
    ) : (
      <Text>{text}</Text>
    );
  return (
    <td class={isOdd ? 'odd' : ''}>
      {play ? (
        <a class="told" href={linkTo(play)}>
          {said}
        </a>
      ) : (
        said
      )}
    </td>
  );
}

function Row({ run, comparison, row, isFirst, query }) {
  return (
    <tr class={isFirst ? 'group-first' : ''}>
      <th scope="row">
        <code class={isFirst ? '' : 'sr'}>
          <Text query={query}>{row.scenario}</Text>
        </code>
      </th>
      <td class="aspect">{row.aspect}</td>
      {row.told.map((text, i) => (
        <Told key={i} {...{ run, row, text }} client={comparison.own[i]} isOdd={row.odd[i]} />
      ))}
    </tr>
  );
}

function Table({ run, comparison, rows, query }) {
  return (
    <table class="plain differences">
      <thead>
        <tr>
          <th scope="col">Scenario</th>
          <th scope="col">Aspect</th>
          {comparison.clients.map((client, i) => (
            <th key={i} scope="col">
              <Text>{comparison.own[i]?.label ?? `${client.name} ${client.version}`}</Text>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <Growing items={rows}>
          {(row, i) => (
            <Row
              key={`${row.scenario} ${row.aspect}`}
              {...{ run, comparison, row, query }}
              isFirst={rows[i - 1]?.scenario !== row.scenario}
            />
          )}
        </Growing>
      </tbody>
    </table>
  );
}

export function Differences({ run }) {
  const comparisons = useMemo(() => comparisonsOf(run), [run]);
  const [which, setWhich] = useState(0);
  const [aspect, setAspect] = useState('');
  const [query, setQuery] = useState('');
  const comparison = comparisons[which];
  const rows = useMemo(() => comparison && filterRows(comparison.rows, aspect, query), [comparison, aspect, query]);
  if (!comparison)
    return (
      <main class="page lists">
        <h1>Differences</h1>
        <Empty>The clients of this run behaved alike, or there was one only.</Empty>
      </main>
    );
  const aspects = [
    ['', `All ${count(comparison.rows.length)}`],
    ...countAspects(comparison.rows).map(([name, n]) => [name, `${name} ${count(n)}`]),
  ];
  return (
    <main class="page lists">
      <div class="page-head">
        <h1>Differences</h1>
        <Search value={query} onSearch={setQuery} label="Search the differences" placeholder="Search: scenario, code, status" />
      </div>
      <div class="page-tools">
        {comparisons.length > 1 && (
          <Choice
            label="Clients compared"
            value={which}
            onChoose={setWhich}
            choices={comparisons.map(({ title }, i) => [i, title])}
          />
        )}
        <Choice label="Aspect" choices={aspects} value={aspect} onChoose={setAspect} />
      </div>
      {comparison.across_profiles && (
        <p class="faint">These clients have different APIs: only what means the same in all of them is compared.</p>
      )}
      {rows.length === 0 ? <Empty>Nothing matches.</Empty> : <Table {...{ run, comparison, rows, query }} />}
    </main>
  );
}
