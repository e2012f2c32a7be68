// Where the time of each reconnect went, client by client. Pointing at a bar tells which it is; a click leads to its play.
import { useMemo, useState } from 'preact/hooks';
import { duration } from '../data/format.js';
import { CAPS, PhasesPlot } from '../latency/phases_plot.jsx';
import { PHASES } from '../ladder/spans.js';
import { Choice, PhaseLegend } from '../ui/parts.jsx';
import { go } from '../ui/route.js';
import { Text } from '../ui/text.jsx';
import { linkToLoss } from './loss.js';

const UNITS = Object.entries({ share: 'Shares', ms: 'Milliseconds' });
const ORDERS = Object.entries({ total: 'By total', run: 'In order' });

function Pointed({ sample }) {
  if (!sample) return <p class="pointed faint">Point at a bar to see which reconnect it is; a click leads to its play.</p>;
  const { play, reconnect, totalMs } = sample;
  return (
    <p class="pointed">
      <code>
        <Text>{play.scenario.id}</Text>
      </code>{' '}
      <b>{duration(totalMs)}</b>
      {PHASES.filter((name) => reconnect.phases[name] > 0).map((name) => (
        <span key={name}>
          <i class="swatch" style={{ background: `var(--phase-${name})` }} />
          {name} {duration(reconnect.phases[name])}
        </span>
      ))}
    </p>
  );
}

export function Phases({ groups, theme }) {
  const [which, setWhich] = useState(groups[0].client.label);
  const [mode, setMode] = useState('share');
  const [order, setOrder] = useState('total');
  const [cap, setCap] = useState('p90');
  const [pointed, setPointed] = useState(null);
  const group = groups.find(({ client }) => client.label === which) ?? groups[0];
  const samples = useMemo(
    () => (order === 'run' ? group.samples : [...group.samples].sort((a, b) => a.totalMs - b.totalMs)),
    [group, order],
  );
  const present = PHASES.filter((name) => samples.some(({ reconnect }) => reconnect.phases[name] > 0));
  return (
    <section>
      <h2>Phases of each reconnect</h2>
      <div class="page-tools">
        <Choice
          label="Client"
          choices={groups.map(({ client, samples: own }) => [client.label, `${client.label} · ${own.length}`])}
          value={group.client.label}
          onChoose={setWhich}
        />
        <Choice label="Unit" choices={UNITS} value={mode} onChoose={setMode} />
        <Choice label="Order" choices={ORDERS} value={order} onChoose={setOrder} />
        {mode === 'ms' && (
          <Choice label="Axis up to" choices={CAPS.map(([name]) => [name, `up to ${name}`])} value={cap} onChoose={setCap} />
        )}
        <PhaseLegend names={present} />
      </div>
      <PhasesPlot
        {...{ samples, mode, cap, theme }}
        onHover={setPointed}
        onPick={({ play, reconnect }) => go(linkToLoss(play, reconnect))}
      />
      <Pointed sample={pointed} />
    </section>
  );
}
