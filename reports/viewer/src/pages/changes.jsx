// What changed against the baseline: verdicts, the worst turn first. How reconnect times changed is told on the latency page.
import { useMemo } from 'preact/hooks';
import { sortOut } from '../data/changes.js';
import { clientName } from '../data/clients.js';
import { wordOf } from '../data/verdicts.js';
import { Empty, PlainTable, Section } from '../ui/parts.jsx';
import { linkTo, pageLink } from '../ui/route.js';
import { Text } from '../ui/text.jsx';
import { VerdictMark } from '../ui/verdict_mark.jsx';

const SECTIONS = [
  ['Worse', 'worse'],
  ['Better', 'better'],
  ['Other', 'other'],
];

// The client of a change is a label, or a description as elsewhere.
function playOf(run, { client, scenario }) {
  const own =
    typeof client === 'string'
      ? run.clients.find(({ label, name }) => label === client || name === client)
      : run.clientLike(client);
  const entry = run.scenarios.find(({ id }) => id === scenario);
  return own && entry ? run.playsOf(entry, own)[0] : undefined;
}

function Verdict({ verdict }) {
  return verdict ? (
    <>
      <VerdictMark verdict={verdict} /> {wordOf(verdict)}
    </>
  ) : (
    <span class="faint">not played</span>
  );
}

function Row({ run, change }) {
  const play = playOf(run, change);
  const name = (
    <code>
      <Text>{change.scenario}</Text>
    </code>
  );
  return (
    <tr>
      <th scope="row">{play ? <a href={linkTo(play)}>{name}</a> : name}</th>
      <td>
        <Text>{clientName(change.client)}</Text>
      </td>
      <td>
        <Verdict verdict={change.before} />
      </td>
      <td>
        <Verdict verdict={change.after} />
      </td>
    </tr>
  );
}

function Turned({ run, title, changes }) {
  if (changes.length === 0) return null;
  return (
    <Section title={title} amount={changes.length}>
      <PlainTable columns={['Scenario', 'Client', 'Before', 'Now']}>
        {changes.map((change) => (
          <Row key={`${change.scenario} ${clientName(change.client)}`} run={run} change={change} />
        ))}
      </PlainTable>
    </Section>
  );
}

export function Changes({ run }) {
  const { baseline } = run.data;
  const sorted = useMemo(() => sortOut(baseline?.changes ?? []), [baseline]);
  const isEmpty = !baseline?.changes?.length;
  return (
    <main class="page lists">
      <h1>Changes</h1>
      {baseline && (
        <p class="faint">
          Against the baseline{' '}
          <b>
            <Text>{baseline.name}</Text>
          </b>
          .
          {baseline.metrics?.length > 0 && (
            <>
              {' '}
              Reconnect times are compared on the page <a href={pageLink('latency')}>Latency</a>.
            </>
          )}
        </p>
      )}
      {isEmpty && <Empty>{baseline ? 'No verdict changed.' : 'This run was compared with no baseline.'}</Empty>}
      {SECTIONS.map(([title, part]) => (
        <Turned key={title} run={run} title={title} changes={sorted[part]} />
      ))}
    </main>
  );
}
