// The checks of a play: the broken ones in full, those that held by name, and what the scenario rests on.
import { isBroken, positionsOf } from '../data/checks.js';
import { counted, duration } from '../data/format.js';
import { isOfRecords } from '../data/terms.js';
import { wordOf } from '../data/verdicts.js';
import { Linked, Text } from '../ui/text.jsx';
import { VerdictMark } from '../ui/verdict_mark.jsx';

function Broken({ run, check, events, isChosen, onChoose }) {
  const places = positionsOf(events, check);
  return (
    <li class={`check edge-${check.verdict}${isChosen ? ' is-chosen' : ''}`}>
      <button
        type="button"
        class="check-head"
        onClick={() => onChoose(check)}
        aria-pressed={isChosen}
        title={places.length ? 'Go to its first event' : 'No event shows it'}>
        <VerdictMark verdict={check.verdict} labelled />
        <code>
          <Text>{check.id}</Text>
        </code>
        <span class="faint">
          {check.severity === 'must' ? wordOf(check.verdict) : `${wordOf(check.verdict)}, ${check.severity}`}
        </span>
      </button>
      <dl>
        <dt>{run.terms.rule}</dt>
        <dd>
          <Text>{check.rule}</Text>
        </dd>
        {check.detail && (
          <>
            <dt>Seen</dt>
            <dd>
              <b>
                <Text>{check.detail}</Text>
              </b>
              {places.length > 0 && (
                <span class="faint">
                  {' '}
                  at{' '}
                  {places
                    .slice(0, 4)
                    .map((position) => duration(events.times[position]))
                    .join(', ')}
                  {places.length > 4 && `, and ${places.length - 4} more`}
                </span>
              )}
            </dd>
          </>
        )}
        {check.evidence && (
          <>
            <dt>On record</dt>
            <dd>
              <Text>{check.evidence}</Text>
            </dd>
          </>
        )}
        {check.source && (
          <>
            <dt>Source</dt>
            <dd class="source">
              <Linked>{check.source}</Linked>
            </dd>
          </>
        )}
      </dl>
    </li>
  );
}

function Held({ checks, isOpen }) {
  if (checks.length === 0) return null;
  return (
    <details class="fold" open={isOpen}>
      <summary>
        <VerdictMark verdict="pass" size={13} /> {counted(checks.length, 'check')} held
      </summary>
      <ul class="held">
        {checks.map((check) => (
          <li key={check.id}>
            <code>
              <Text>{check.id}</Text>
            </code>{' '}
            <Text>{check.rule}</Text>
            {check.detail && (
              <span class="faint">
                {' '}
                · <Text>{check.detail}</Text>
              </span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

// What the scenario rests on. A record rests on nothing, and its file is in its name.
function Sources({ run, scenario: { sources, file } }) {
  if (isOfRecords(run.head)) return null;
  return (
    <details class="fold">
      <summary>{counted(sources.length, 'source')} of the scenario</summary>
      <ul class="held">
        {sources.map((source) => (
          <li key={source}>
            <Linked>{source}</Linked>
          </li>
        ))}
        <li class="faint">
          <code>
            <Text>{file}</Text>
          </code>
        </li>
      </ul>
    </details>
  );
}

export function PlayChecks({ run, play, checks, events, chosen, onChoose }) {
  const broken = checks.filter(isBroken);
  const { crashes = [], dropped_events: dropped = 0 } = play.result;
  return (
    <section class="checks" aria-label="Checks" tabIndex={0}>
      <h2>
        Checks <span class="amount">{broken.length ? run.terms.open(broken.length, checks.length) : checks.length}</span>
      </h2>
      {crashes.map(({ client, how, at_ms: at }) => (
        <p key={at} class="banner banner-bad">
          <Text>{`${client} died: ${how}, ${duration(at)} into the play`}</Text>
        </p>
      ))}
      {dropped > 0 && <p class="banner banner-warn">{counted(dropped, 'event')} beyond the limit of a trace are missing.</p>}
      <ul class="broken">
        {broken.map((check) => (
          <Broken key={check.id} {...{ run, check, events, onChoose }} isChosen={check.index === chosen} />
        ))}
      </ul>
      <Held checks={checks.filter((check) => !isBroken(check))} isOpen={broken.length === 0} />
      <Sources run={run} scenario={play.scenario} />
    </section>
  );
}
