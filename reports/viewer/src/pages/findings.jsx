// What recurs in the run: broken promises, known deviations by their evidence, warnings by their rule, what could not be told,
// crashes, stale entries. Each once, with where it shows.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { crashedPlays, findingsOf, reasonsOf } from '../data/findings.js';
import { counted, duration } from '../data/format.js';
import { capital } from '../data/terms.js';
import { Search } from './filters.jsx';
import { Places } from './places.jsx';
import { Empty, PlainTable, Section } from '../ui/parts.jsx';
import { Linked, Text } from '../ui/text.jsx';
import { VerdictMark } from '../ui/verdict_mark.jsx';
import { wordsOf } from '../data/search.js';

const SECTIONS = [
  ['fail', null],  // as the page's terms say
  ['inconclusive', 'Inconclusive checks'],
  ['known', 'Known deviations'],
  ['warning', 'Warnings'],
];

const has = (text, words) => words.every((word) => text.toLowerCase().includes(word));

function textOf({ name, text, rules, plays, clients }) {
  const ids = [...rules.values()].map(({ id, rule }) => `${id} ${rule}`);
  return [name, text, ...ids, ...plays.map(({ scenario }) => scenario.id), ...clients.map(({ label }) => label)].join(' ');
}

// The list of places is built when it is asked for.
function Fold({ title, children }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen && children()}
    </details>
  );
}

function WhereFound({ finding }) {
  const checks = new Map(finding.shown.map(({ play, check }) => [play, check]));
  return (
    <Places
      plays={finding.plays}
      eventOf={(play) => checks.get(play)?.events?.[0]}
      tell={(play) => checks.get(play)?.detail}
    />
  );
}

function Finding({ run, finding, query }) {
  const rules = [...finding.rules.values()];
  const ids = [...new Set(rules.map(({ id }) => id.split('@')[0]))];
  const sources = [...new Set(rules.map(({ source }) => source))].filter(Boolean);
  return (
    <article class={`finding edge-${finding.verdict}`}>
      <h3>
        <VerdictMark verdict={finding.verdict} labelled />{' '}
        {finding.name && (
          <code>
            <Text query={query}>{finding.name}</Text>
          </code>
        )}{' '}
        <Text query={query}>{finding.text}</Text>
      </h3>
      <p class="finding-facts">
        {counted(finding.plays.length, run.terms.play)} · {finding.clients.map(({ label }) => label).join(', ')}
        {finding.verdict === 'warning' && ` · ${rules[0].severity}`}
        {finding.verdict === 'known' && (
          <>
            {' '}
            · breaks{' '}
            <code>
              <Text>{ids.slice(0, 6).join(', ')}</Text>
            </code>
            {ids.length > 6 && ` and ${ids.length - 6} more`}
          </>
        )}
      </p>
      {finding.verdict !== 'known' &&
        sources.slice(0, 1).map((source) => (
          <p key={source} class="source">
            <Linked>{source}</Linked>
          </p>
        ))}
      <Fold title="Where">{() => <WhereFound finding={finding} />}</Fold>
    </article>
  );
}

const crashesOf = ({ result }) =>
  result.crashes.map(({ client, at_ms, how }) => `${client}: ${how} ${duration(at_ms)} into the play`).join(', ');

function Crashes({ run }) {
  const plays = useMemo(() => crashedPlays(run), [run]);
  const crashes = run.data.crashes ?? [];
  if (crashes.length === 0 && plays.length === 0) return null;
  return (
    <Section id="crashes" title="Crashes of clients" amount={plays.length}>
      {crashes.map(({ client, n, scenarios, ways }) => (
        <p key={client.name}>
          <b>
            <Text>{`${client.name} ${client.version}`}</Text>
          </b>
          : {n} in {counted(scenarios, 'scenario')},{' '}
          <Text>
            {Object.entries(ways)
              .map(([how, times]) => `${how} ${times}`)
              .join(', ')}
          </Text>
        </p>
      ))}
      <Places plays={plays} tell={crashesOf} />
    </Section>
  );
}

function Stale({ entries = [] }) {
  if (entries.length === 0) return null;
  return (
    <Section id="stale" title="Stale deviations" amount={entries.length}>
      <p class="faint">On record, covered by a result of this run, and not seen: remove the entry or narrow its version range.</p>
      <PlainTable columns={['Client', 'Scenario', 'Check', 'Entry']}>
        {entries.map((entry) => (
          <tr key={`${entry.position}${entry.scenario}${entry.check}`}>
            <td>
              <Text>{entry.client}</Text>
            </td>
            {[entry.scenario, entry.check, entry.position].map((text, i) => (
              <td key={i}>
                <code>
                  <Text>{text}</Text>
                </code>
              </td>
            ))}
          </tr>
        ))}
      </PlainTable>
    </Section>
  );
}

function Reasons({ run }) {
  const reasons = useMemo(() => reasonsOf(run), [run]);
  if (reasons.length === 0) return null;
  return (
    <Section id="reasons" title={`Why ${run.terms.play}s are inconclusive`} amount={reasons.length}>
      {reasons.map(({ text, plays }) => (
        <article key={text} class="finding edge-inconclusive">
          <h3>
            <VerdictMark verdict="inconclusive" /> <Text>{text}</Text>
          </h3>
          <Places plays={plays} />
        </article>
      ))}
    </Section>
  );
}

function Found({ run, verdict, title, query }) {
  const all = useMemo(() => findingsOf(run, verdict), [run, verdict]);
  const findings = all.filter((finding) => has(textOf(finding), wordsOf(query)));
  if (findings.length === 0) return null;
  return (
    <Section id={verdict} title={title ?? capital(run.terms.broken)} amount={findings.length}>
      {findings.map((finding) => (
        <Finding key={finding.key} run={run} finding={finding} query={query} />
      ))}
    </Section>
  );
}

export function Findings({ run, route }) {
  const [query, setQuery] = useState('');
  const page = useRef(null);
  const section = route.parameters.get('show');
  useEffect(() => {
    if (section) page.current.querySelector(`#section-${CSS.escape(section)}`)?.scrollIntoView();
  }, [section]);
  const clean = run.plays.every(({ verdict }) => verdict === 'pass');
  return (
    <main class="page lists" ref={page}>
      <div class="page-head">
        <h1>Findings</h1>
        <Search
          value={query}
          onSearch={setQuery}
          label="Search the findings"
          placeholder={`Search: rule, evidence, ${run.terms.scenario}`}
        />
      </div>
      {clean && <Empty>{run.terms.clean}</Empty>}
      {SECTIONS.slice(0, 1).map(([verdict, title]) => (
        <Found key={verdict} {...{ run, verdict, title, query }} />
      ))}
      {!query && (
        <>
          <Crashes run={run} />
          <Reasons run={run} />
        </>
      )}
      {SECTIONS.slice(1).map(([verdict, title]) => (
        <Found key={verdict} {...{ run, verdict, title, query }} />
      ))}
      {!query && <Stale entries={run.head.stale} />}
    </main>
  );
}
