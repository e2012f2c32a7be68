// How long reconnecting took: percentiles, distribution, phases, the slowest, and against the baseline and earlier runs where
// there are any. Only real time measures latencies; of anything else this page says so.
import { useMemo, useState } from 'preact/hooks';
import { LEAST_FOR, samplesOf } from '../latency/samples.js';
import { EcdfPlot } from '../latency/ecdf_plot.jsx';
import { TrendPlot } from '../latency/trend_plot.jsx';
import { Empty } from '../ui/parts.jsx';
import { Search } from './filters.jsx';
import { instrumentError, whyInconclusive } from '../data/instrument.js';
import { wordsOf } from '../data/search.js';
import { Comparison } from './latency_comparison.jsx';
import { Phases } from './latency_phases.jsx';
import { Percentiles, Slowest } from './latency_tables.jsx';

function Reservations({ groups }) {
  const small = groups.filter(({ samples }) => samples.length < LEAST_FOR.p95);
  if (small.length === 0) return null;
  return (
    <p class="banner banner-warn">
      {small.map(({ client, samples }) => `${client.label}: ${samples.length}`).join(', ')}{' '}
      {small.length === 1 && small[0].samples.length === 1 ? 'reconnect' : 'reconnects'} are too few to say anything of the tail;
      a percentile without enough of them is left out.
    </p>
  );
}

// How far to trust the figures.
function Instrument({ head }) {
  const error = instrumentError(head);
  const why = whyInconclusive(head);
  return (
    <>
      {why && <p class="banner banner-warn">{why}</p>}
      {error && <p class="faint">Times may be off by {error}.</p>}
    </>
  );
}

function Measured({ run, theme }) {
  const [family, setFamily] = useState('');
  const [query, setQuery] = useState('');
  const words = wordsOf(query);
  const groups = useMemo(
    () =>
      samplesOf(
        run,
        ({ scenario }) =>
          (!family || scenario.family === family) && words.every((word) => scenario.id.toLowerCase().includes(word)),
      ),
    [run, family, query],
  );
  const families = useMemo(
    () => [...new Set(run.plays.filter(({ result }) => result.reconnects).map(({ scenario }) => scenario.family))].sort(),
    [run],
  );
  return (
    <>
      <div class="page-head">
        <h1>Latency</h1>
        <Search
          value={query}
          onSearch={setQuery}
          label="Scenarios whose reconnects count"
          placeholder="Only scenarios with: network, reset, …"
        />
        <select
          aria-label="Family"
          value={family}
          class={family ? 'is-set' : ''}
          onChange={(event) => setFamily(event.currentTarget.value)}>
          <option value="">Family: all</option>
          {families.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </div>
      <p class="faint">
        From the loss of a connection to being online again without a call of the app. How long an outage lasts is the scenario's
        choice: compare like with like.
      </p>
      <Instrument head={run.head} />
      <Comparison baseline={run.data.baseline} />
      <Reservations groups={groups} />
      {groups.length === 0 ? (
        <Empty>No client came back by itself{family || query ? ' in these scenarios' : ''}.</Empty>
      ) : (
        <>
          <div class="latency-top">
            <section>
              <h2>Share that is back within</h2>
              <EcdfPlot groups={groups} theme={theme} />
            </section>
            <Percentiles groups={groups} />
          </div>
          <Phases run={run} groups={groups} theme={theme} />
          <Slowest groups={groups} />
        </>
      )}
    </>
  );
}

const WHY_NOT = {
  compressed:
    'This run’s time is compressed: waiting was skipped. It shows what happens in which order, and measures no latency.',
  virtual: 'This run’s time is virtual: a simulation. It shows what happens in which order, and measures no latency.',
};

export function Latency({ run, theme }) {
  const { history } = run.data;
  const why = WHY_NOT[run.head.time];
  return (
    <main class="page latency">
      {why ? (
        <>
          <h1>Latency</h1>
          <p class="banner banner-warn">{why} Play it in real time to measure.</p>
        </>
      ) : (
        <Measured run={run} theme={theme} />
      )}
      {history?.length > 0 && (
        <section>
          <h2>Earlier runs</h2>
          <TrendPlot history={history} clients={run.clients} theme={theme} />
        </section>
      )}
    </main>
  );
}
