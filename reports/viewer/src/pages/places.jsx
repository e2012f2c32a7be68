// Plays in a list, each a link to it, with what is told of it. Which plays, and what is told, its owner says.
import { linkTo } from '../ui/route.js';
import { Text } from '../ui/text.jsx';
import { VerdictMark } from '../ui/verdict_mark.jsx';

// `eventOf(play)` is the sequence number of the event a link leads to; `tell(play)` a text. Either may be undefined.
export function Places({ plays, eventOf = () => undefined, tell = () => undefined }) {
  return (
    <ul class="places">
      {plays.map((play) => (
        <li key={play.index}>
          <a href={linkTo(play, { event: eventOf(play) })}>
            <VerdictMark verdict={play.verdict} labelled size={12} />{' '}
            <code>
              <Text>{play.scenario.id}</Text>
            </code>
          </a>
          <span class="faint">
            <Text>{play.client.label}</Text>
          </span>
          {tell(play) && (
            <span>
              <Text>{tell(play)}</Text>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
