// Connections, open and ended: who, with which token, what the client was told, and the true cause, which it was not told.
import { Text } from '@viewer/ui/text.jsx';
import { clientText, fateOf, isOpen, toldText, wasRefused } from '../data/connections.js';
import { fromNow, timeOfDay } from '../data/times.js';
import { Pill } from '../ui/fields.jsx';
import { useClocks } from '../ui/now.js';
import { DropTools } from './drop_tools.jsx';

function Outcome({ connection }) {
  const told = toldText(connection);
  if (!told && !connection.cause) return null;
  const isFine = isOpen(connection) && !told;
  return (
    <dl class="outcome">
      {!isFine && (
        <div>
          <dt>The client was told</dt>
          <dd class={told ? 'told-code' : 'faint'}>{told || 'nothing'}</dd>
        </div>
      )}
      {connection.cause && (
        <div>
          <dt>{isOpen(connection) && !wasRefused(connection) ? 'Done to it' : 'True cause'}</dt>
          <dd class="true-cause">
            <Text>{connection.cause}</Text>
          </dd>
        </div>
      )}
    </dl>
  );
}

function Tools({ connection, kinds, act }) {
  const number = connection.connection;
  const drop = (how, status = 0) => act(`Connection ${number}: ${how}`, 'DropConnection', { connection: number, how, status });
  return (
    <div class="row-tools">
      <DropTools what={`connection ${number}`} onDisconnect={(status) => drop('disconnect', status)} onDrop={drop} kinds={kinds} />
    </div>
  );
}

function Connection({ connection, serverMs, isChosen, onChoose, kinds, act }) {
  const [word, tone] = fateOf(connection);
  const { connection: number, user, token } = connection;
  const since = Number(connection.endedUnixMs ?? connection.acceptedUnixMs);
  return (
    <li class={`row connection edge-${tone}${isChosen ? ' is-chosen' : ''}`} data-connection={number}>
      <div class="row-head">
        <button type="button" class="button small choose" aria-pressed={isChosen} onClick={() => onChoose(isChosen ? 0 : number)}>
          <span class="sr">Wire of connection </span>#{number}
        </button>
        <Pill tone={tone}>{word}</Pill>
        <span class="who">{user ? <Text>{user}</Text> : <span class="faint">nobody known</span>}</span>
        {token && (
          <span class="faint">
            token{' '}
            <code>
              <Text>{token}</Text>
            </code>
          </span>
        )}
        <span class="faint">
          <Text>{clientText(connection)}</Text>
        </span>
        <span class="faint end" title={fromNow(since, serverMs)}>
          {isOpen(connection) ? 'since' : 'ended'} {timeOfDay(since)}
        </span>
      </div>
      <Outcome connection={connection} />
      {isOpen(connection) && <Tools connection={connection} kinds={kinds} act={act} />}
    </li>
  );
}

export function ConnectionPanel({ state, kinds, chosen, onChoose, act }) {
  const { serverMs } = useClocks(state);
  const { connections } = state;
  const open = connections.filter(isOpen).length;
  return (
    <section class="connections" id="connection-panel" aria-labelledby="connections-title">
      <h2 id="connections-title">
        Connections <span class="amount">{open} open</span>
      </h2>
      {connections.length === 0 && (
        <p class="empty">No client has connected yet. Issue a token, give it to your app, and let it connect.</p>
      )}
      <ul class="rows">
        {connections.map((connection) => (
          <Connection
            key={connection.connection}
            isChosen={connection.connection === chosen}
            {...{ connection, serverMs, onChoose, kinds, act }}
          />
        ))}
      </ul>
    </section>
  );
}
