// Reconnect times against the baseline: what changed, how sure that is, and how small a change would have been seen. It computes
// nothing.
import { clientName } from '../data/clients.js';
import { change, duration } from '../data/format.js';
import { Text } from '../ui/text.jsx';

const WORDS = { slower: '▲ slower', faster: '▼ faster', same: '= same', 'cannot-tell': '? cannot tell' };
const ORDER = Object.keys(WORDS);

const known = (value) => value !== undefined && value !== null;
const optional = (value, format) => (known(value) ? format(value) : '–');

function Row({ metric }) {
  const { base_ms: base, new_ms: now, interval_ms: interval, p, n, detectable_ms: detectable, error_ms: error } = metric;
  return (
    <tr>
      <th scope="row">
        <Text>{clientName(metric.client)}</Text>
      </th>
      <td>
        <Text>{metric.phase}</Text>
      </td>
      <td class={`change change-${metric.change}`}>{WORDS[metric.change] ?? metric.change}</td>
      <td class="number">{optional(base, duration)}</td>
      <td class="number">{optional(now, duration)}</td>
      <td class="number">{known(base) && known(now) ? change(now - base) : '–'}</td>
      <td class="number">{interval ? `${change(interval[0])} … ${change(interval[1])}` : '–'}</td>
      <td class="number">{optional(p, (value) => (value < 0.001 ? '< 0.001' : value.toFixed(3)))}</td>
      <td class="number">{n ? n.join(' / ') : '–'}</td>
      <td class="number">{optional(detectable, duration)}</td>
      <td class="number">{optional(error, duration)}</td>
    </tr>
  );
}

const HEADS = [
  ['Baseline', ''],
  ['Now', ''],
  ['Difference', ''],
  ['Interval', 'where the true difference lies, with the confidence of the comparison'],
  ['p', 'how likely so large a difference is by chance alone'],
  ['n', 'reconnects of the baseline / of this run'],
  ['Detectable', 'a smaller difference would not have been seen with so few reconnects'],
  ['Error', 'of measuring itself'],
];

export function Comparison({ baseline }) {
  if (!baseline?.metrics?.length) return null;
  const metrics = [...baseline.metrics].sort((a, b) => ORDER.indexOf(a.change) - ORDER.indexOf(b.change));
  return (
    <section>
      <h2>
        Against the baseline <Text>{baseline.name}</Text>
      </h2>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Client</th>
            <th scope="col">Phase</th>
            <th scope="col">Change</th>
            {HEADS.map(([name, title]) => (
              <th key={name} scope="col" class="number" title={title}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {metrics.map((metric) => (
            <Row key={`${clientName(metric.client)} ${metric.phase}`} metric={metric} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
