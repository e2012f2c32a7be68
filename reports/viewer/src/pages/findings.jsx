// What recurs in the run: broken promises, known deviations by their evidence, warnings by their rule, what could not be told,
// crashes, stale entries. Each once, with where it shows.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { crashedPlays, findingsOf, reasonsOf } from '../data/findings.js';
import { counted, duration } from '../data/format.js';
import { Search } from './filters.jsx';
import { Empty } from '../ui/parts.jsx';
import { linkTo } from '../ui/route.js';
import { Linked, Text } from '../ui/text.jsx';
import { VerdictMark } from '../ui/verdict_mark.jsx';
import { wordsOf } from '../data/search.js';

const SECTIONS = [
  ['fail', 'Broken promises'],
  ['inconclusive', 'Inconclusive checks'],
  ['known', 'Known deviations'],
  ['warning', 'Warnings'],
];

const has = (text, words) => words.every((word) => text.toLowerCase().includes(word));

function textOf({ name, text, rules, plays, clients }) {
  const ids = [...rules.values()].map(({ id, rule }) => `${id} ${rule}`);
  return [name, text, ...ids, ...plays.map(({ scenario }) => scenario.id), ...clients.map(({ label }) => label)].join(' ');
}

function Places({ plays, shown }) {
  const details = new Map((shown ?? []).map(({ play, check }) => [play, check]));
  return (
    <ul class="places">
      {plays.map((play) => {
        const check = details.get(play);
        return (
          <li key={play.index}>
            <a href={linkTo(play, { event: check?.events?.[0] })}>
              <VerdictMark verdict={play.verdict} labelled size={12} />{' '}
              <code>
                <Text>{play.scenario.id}</Text>
              </code>
            </a>
            <span class="faint">
              <Text>{play.client.label}</Text>
            </span>
            {check?.detail && (
              <span>
                <Text>{check.detail}</Text>
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
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

function Finding({ finding, query }) {
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
        {counted(finding.plays.length, 'play')} · {finding.clients.map(({ label }) => label).join(', ')}
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
      <Fold title="Where">{() => <Places plays={finding.plays} shown={finding.shown} />}</Fold>
    </article>
  );
}

function Section({ id, title, amount, children }) {
  return (
    <section id={`section-${id}`}>
      <h2>
        {title} <span class="amount">{amount}</span>
      </h2>
      {children}
    </section>
  );
}

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
      <ul class="places">
        {plays.map((play) => (
          <li key={play.index}>
            <a href={linkTo(play)}>
              <VerdictMark verdict={play.verdict} labelled size={12} />{' '}
              <code>
                <Text>{play.scenario.id}</Text>
              </code>
            </a>
            <span class="faint">
              <Text>{play.client.label}</Text>
            </span>
            <span>
              <Text>
                {play.result.crashes
                  .map(({ client, at_ms, how }) => `${client}: ${how} ${duration(at_ms)} into the play`)
                  .join(', ')}
              </Text>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Stale({ entries = [] }) {
  if (entries.length === 0) return null;
  return (
    <Section id="stale" title="Stale deviations" amount={entries.length}>
      <p class="faint">On record, covered by a result of this run, and not seen: remove the entry or narrow its version range.</p>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Client</th>
            <th scope="col">Scenario</th>
            <th scope="col">Check</th>
            <th scope="col">Entry</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={`${entry.position}${entry.scenario}${entry.check}`}>
              <td>
                <Text>{entry.client}</Text>
              </td>
              <td>
                <code>
                  <Text>{entry.scenario}</Text>
                </code>
              </td>
              <td>
                <code>
                  <Text>{entry.check}</Text>
                </code>
              </td>
              <td>
                <code>
                  <Text>{entry.position}</Text>
                </code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Reasons({ run }) {
  const reasons = useMemo(() => reasonsOf(run), [run]);
  if (reasons.length === 0) return null;
  return (
    <Section id="reasons" title="Why plays are inconclusive" amount={reasons.length}>
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
    <Section id={verdict} title={title} amount={findings.length}>
      {findings.map((finding) => (
        <Finding key={finding.key} finding={finding} query={query} />
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
        <Search value={query} onSearch={setQuery} label="Search the findings" placeholder="Search: rule, evidence, scenario" />
      </div>
      {clean && <Empty>Every check of every play was kept.</Empty>}
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
