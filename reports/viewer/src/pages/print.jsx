// The run on paper: the summary, and every failed play with its broken checks. It exists only while the page is printed.
import { render } from 'preact';
import { checksOf, isBroken } from '../data/checks.js';
import { findingsOf } from '../data/findings.js';
import { counted } from '../data/format.js';
import { VERDICTS, labelOf, summaryKeyOf, tally } from '../data/verdicts.js';
import { replayCommand } from '../data/replay.js';
import { Text } from '../ui/text.jsx';
import { VerdictMark, tallyTitle } from '../ui/verdict_mark.jsx';
import { factsOf } from './run_facts.jsx';

const PRINTED = new Set(['fail', 'inconclusive']);

function Check({ check }) {
  return (
    <li>
      <VerdictMark verdict={check.verdict} labelled size={12} />{' '}
      <code>
        <Text>{check.id}</Text>
      </code>{' '}
      <Text>{check.rule}</Text>
      {check.detail && (
        <div>
          Seen: <Text>{check.detail}</Text>
        </div>
      )}
      {check.evidence && (
        <div>
          On record: <Text>{check.evidence}</Text>
        </div>
      )}
      {check.source && (
        <div class="faint">
          Source: <Text>{check.source}</Text>
        </div>
      )}
    </li>
  );
}

function PlayOnPaper({ run, play }) {
  return (
    <article>
      <h3>
        <VerdictMark verdict={play.verdict} labelled /> <Text>{play.scenario.id}</Text> · <Text>{play.client.label}</Text>
      </h3>
      <p>
        <Text>{play.scenario.shows}</Text>
      </p>
      {play.reason && (
        <p>
          <b>
            <Text>{play.reason}</Text>
          </b>
        </p>
      )}
      <ul>
        {checksOf(run, play)
          .filter(isBroken)
          .map((check) => (
            <Check key={check.id} check={check} />
          ))}
      </ul>
      <p>
        <code>
          <Text>{replayCommand(run.head, play.scenario, play.client) ?? ''}</Text>
        </code>
      </p>
    </article>
  );
}

function Recurring({ run, verdict, title }) {
  const findings = findingsOf(run, verdict);
  if (findings.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {findings.map(({ key, name, text, plays, clients }) => (
          <li key={key}>
            {name && (
              <code>
                <Text>{name}</Text>
              </code>
            )}{' '}
            <Text>{text}</Text> ({counted(plays.length, run.terms.play)},{' '}
            <Text>{clients.map(({ label }) => label).join(', ')}</Text>)
          </li>
        ))}
      </ul>
    </section>
  );
}

function Paper({ run }) {
  const plays = run.plays.filter(({ verdict }) => PRINTED.has(verdict));
  return (
    <div class="paper">
      <h1>
        Redial: {run.terms.amount(run.scenarios.length, run.plays.length)}
      </h1>
      <p>
        <Text>{factsOf(run).join(' · ')}</Text>
      </p>
      {run.head.interrupted && (
        <p>
          <b>The run was interrupted: what had finished is shown.</b>
        </p>
      )}
      <p class="paper-summary">
        {VERDICTS.map((verdict) => (
          <span key={verdict}>
            <VerdictMark verdict={verdict} /> {run.head.summary[summaryKeyOf(verdict)]} {labelOf(verdict).toLowerCase()}
          </span>
        ))}
      </p>
      <table class="plain">
        <tbody>
          {run.clients.map((client) => (
            <tr key={client.label}>
              <th scope="row">
                <Text>{client.label}</Text>
              </th>
              <td>
                <Text>{`${client.profile}, ${client.host}`}</Text>
              </td>
              <td>{tallyTitle(tally(run.plays.filter((play) => play.client === client).map(({ verdict }) => verdict)))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{plays.length ? `Failed and inconclusive ${run.terms.play}s` : `No ${run.terms.play} failed`}</h2>
      {plays.map((play) => (
        <PlayOnPaper key={play.index} run={run} play={play} />
      ))}
      <Recurring run={run} verdict="known" title="Known deviations" />
      <Recurring run={run} verdict="warning" title="Warnings" />
    </div>
  );
}

// Draws into `place` while a printer looks at the page.
export function printWith(run, place) {
  const media = window.matchMedia('print');
  const follow = () => render(media.matches ? <Paper run={run} /> : null, place);
  media.addEventListener('change', follow);
  window.addEventListener('beforeprint', () => render(<Paper run={run} />, place));
  window.addEventListener('afterprint', () => render(null, place));
  follow();
}
