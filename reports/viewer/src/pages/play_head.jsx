// The head of a play: its scenario and verdict, what it shows, the same scenario with other clients, and the command that plays
// it again.
import { duration } from '../data/format.js';
import { worstPlay } from '../data/matrix.js';
import { replayCommand } from '../data/replay.js';
import { wordOf } from '../data/verdicts.js';
import { CopyButton } from '../ui/parts.jsx';
import { linkTo, pageLink } from '../ui/route.js';
import { Text } from '../ui/text.jsx';
import { VerdictMark } from '../ui/verdict_mark.jsx';

function Clients({ run, play }) {
  return (
    <nav class="choice" aria-label={`The same ${run.terms.scenario} with`}>
      {run.clients.map((client) => {
        const plays = run.playsOf(play.scenario, client);
        if (plays.length === 0) return null;
        const other = client === play.client ? play : worstPlay(plays);
        return (
          <a
            key={client.label}
            href={linkTo(other)}
            aria-current={client === play.client ? 'true' : undefined}
            title={`${client.label}, ${client.host}`}>
            <VerdictMark verdict={other.verdict} labelled size={13} /> <Text>{client.label}</Text>
          </a>
        );
      })}
    </nav>
  );
}

// With --repeat a scenario is played several times with a client.
function Repeats({ run, play }) {
  const plays = run.playsOf(play.scenario, play.client);
  if (plays.length < 2) return null;
  const link = (other, label) =>
    other ? (
      <a class="button small" href={linkTo(other)}>
        {label}
      </a>
    ) : (
      <span class="button small" aria-disabled="true">
        {label}
      </span>
    );
  return (
    <span class="repeats">
      {link(plays[play.repeat - 2], 'Previous')} {play.repeat} of {plays.length} {link(plays[play.repeat], 'Next')}
    </span>
  );
}

export function PlayHead({ run, play, last }) {
  const command = replayCommand(run.head, play.scenario, play.client);
  const { scenario } = play;
  return (
    <header class="play-head">
      <div class="play-title">
        <a href={last} class="back" aria-label={`All ${run.terms.scenario}s`}>
          ←
        </a>
        <span class={`verdict verdict-${play.verdict}`}>
          <VerdictMark verdict={play.verdict} />
          {wordOf(play.verdict)}
        </span>
        <h1>
          <Text>{scenario.id}</Text>
        </h1>
        <span class="faint">{duration(play.durationMs)}</span>
        <Repeats run={run} play={play} />
        <Clients run={run} play={play} />
      </div>
      <div class="play-facts">
        <p>
          <Text>{scenario.shows}</Text>
          {play.reason && play.reason !== scenario.shows && (
            <b>
              {' '}
              <Text>{play.reason}</Text>
            </b>
          )}
          <span class="tags">
            {scenario.tags.map((tag) => (
              <a key={tag} class="tag" href={pageLink('scenarios', new URLSearchParams({ tag }))}>
                <Text>{tag}</Text>
              </a>
            ))}
          </span>
        </p>
        {command && (
          <span class="command">
            <code>
              <Text>{command}</Text>
            </code>
            <CopyButton text={command} />
          </span>
        )}
      </div>
    </header>
  );
}
