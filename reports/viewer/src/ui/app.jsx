// The frame of all pages: brand, tabs with what they hold, theme, keys. Which page is shown is told by the address.
import { useEffect, useMemo } from 'preact/hooks';
import { findingsOf } from '../data/findings.js';
import { count } from '../data/format.js';
import { capital, isOfRecords } from '../data/terms.js';
import { Changes } from '../pages/changes.jsx';
import { Differences } from '../pages/differences.jsx';
import { Findings } from '../pages/findings.jsx';
import { Latency } from '../pages/latency.jsx';
import { Play } from '../pages/play.jsx';
import { Scenarios } from '../pages/scenarios.jsx';
import { keysOf } from './help.jsx';
import { pageLink, useRoute } from './route.js';
import { useTheme } from './theme.js';
import { TopBar } from './top_bar.jsx';

const VIEWS = {
  scenarios: Scenarios,
  findings: Findings,
  differences: Differences,
  changes: Changes,
  latency: Latency,
  play: Play,
};

// The tabs that this run has something for: [page, label, how much].
function tabsOf(run) {
  const findings = ['fail', 'inconclusive', 'known', 'warning'].reduce(
    (sum, verdict) => sum + findingsOf(run, verdict).length,
    0,
  );
  const differences = (run.data.differences ?? []).reduce((sum, { rows }) => sum + rows.length, 0);
  const { baseline } = run.data;
  const ofRecords = isOfRecords(run.head);  // each of another incident: nothing to compare, and nothing to measure
  return [
    ['scenarios', `${capital(run.terms.scenario)}s`, run.scenarios.length],
    ['findings', 'Findings', findings],
    ...(ofRecords || run.clients.length < 2 ? [] : [['differences', 'Differences', differences]]),
    ...(baseline ? [['changes', 'Changes', (baseline.changes ?? []).length]] : []),
    ...(ofRecords ? [] : [['latency', 'Latency', null]]),
  ];
}

function Tabs({ run, page, last }) {
  const tabs = useMemo(() => tabsOf(run), [run]);
  const current = page === 'play' ? 'scenarios' : page;
  return (
    <nav class="tabs" aria-label="Pages">
      {tabs.map(([name, label, amount]) => (
        <a
          key={name}
          href={name === 'scenarios' && page === 'play' ? last : pageLink(name)}
          aria-current={name === current ? 'page' : undefined}>
          {label}
          {amount !== null && <span class="amount">{count(amount)}</span>}
        </a>
      ))}
    </nav>
  );
}

function titleOf(route, run) {
  if (route.page === 'play') return `${route.scenario} · Redial`;
  const { failed } = run.head.summary;
  return failed > 0 ? `${failed} failed · Redial` : 'Redial';
}

// Where the list of scenarios was left, for the way back from a play.
let lastList = pageLink('scenarios');

export function App({ run }) {
  const route = useRoute();
  const [theme, toggleTheme] = useTheme();
  if (route.page === 'scenarios') lastList = window.location.hash || pageLink('scenarios');
  useEffect(() => {
    document.title = titleOf(route, run);
  });
  const View = VIEWS[route.page];
  return (
    <>
      <TopBar
        home={pageLink('scenarios')}
        tabs={<Tabs run={run} page={route.page} last={lastList} />}
        theme={theme}
        onTheme={toggleTheme}
        keys={keysOf(run.terms)}
      />
      <View run={run} route={route} theme={theme} last={lastList} />
    </>
  );
}
