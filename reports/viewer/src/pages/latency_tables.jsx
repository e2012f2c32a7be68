// The figures of the latency page: percentiles and median phases by client, and the slowest reconnects with the way to their
// plays.
import { useMemo } from 'preact/hooks';
import { duration } from '../data/format.js';
import { LEAST_FOR, medianPhases, spreadOf } from '../latency/samples.js';
import { PHASES } from '../ladder/spans.js';
import { clientColour } from '../ladder/palette.js';
import { Text } from '../ui/text.jsx';
import { linkToLoss } from './loss.js';

const SHOWN = 15;
const FIGURES = ['min', 'p50', 'p90', 'p95', 'p99', 'max'];

function Figure({ name, spread }) {
  const value = spread[name];
  if (value === null)
    return (
      <td class="number faint" title={`needs ${LEAST_FOR[name]} reconnects`}>
        –
      </td>
    );
  return <td class="number">{duration(value)}</td>;
}

export function Percentiles({ groups }) {
  const columns = useMemo(
    () =>
      groups.map(({ client, samples }) => ({
        client,
        spread: spreadOf(samples.map(({ totalMs }) => totalMs)),
        medians: new Map(medianPhases(samples)),
      })),
    [groups],
  );
  const phases = PHASES.filter((name) => columns.some(({ medians }) => medians.has(name)));
  return (
    <section>
      <h2>Percentiles</h2>
      <table class="plain figures">
        <thead>
          <tr>
            <th scope="col">Total</th>
            {columns.map(({ client }) => (
              <th key={client.label} scope="col" class="number">
                <i class="swatch" style={{ background: `var(--${clientColour(client.index)})` }} />
                <Text>{client.label}</Text>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">n</th>
            {columns.map(({ client, spread }) => (
              <td key={client.label} class="number">
                <b>{spread.n}</b>
              </td>
            ))}
          </tr>
          {FIGURES.map((name) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {columns.map(({ client, spread }) => (
                <Figure key={client.label} name={name} spread={spread} />
              ))}
            </tr>
          ))}
        </tbody>
        <thead>
          <tr>
            <th scope="col" colSpan={columns.length + 1}>
              Median of each phase
            </th>
          </tr>
        </thead>
        <tbody>
          {phases.map((name) => (
            <tr key={name}>
              <th scope="row">
                <i class="swatch" style={{ background: `var(--phase-${name})` }} />
                {name}
              </th>
              {columns.map(({ client, medians }) => (
                <td key={client.label} class="number">
                  {medians.has(name) ? duration(medians.get(name)) : '–'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function Slowest({ groups }) {
  const samples = useMemo(
    () =>
      groups
        .flatMap((group) => group.samples)
        .sort((a, b) => b.totalMs - a.totalMs)
        .slice(0, SHOWN),
    [groups],
  );
  const phases = PHASES.filter((name) => samples.some(({ reconnect }) => reconnect.phases[name] > 0));
  return (
    <section>
      <h2>The slowest</h2>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Scenario</th>
            <th scope="col">Client</th>
            <th scope="col" class="number">
              Total
            </th>
            <th scope="col" class="number">
              Attempts
            </th>
            {phases.map((name) => (
              <th key={name} scope="col" class="number">
                <i class="swatch" style={{ background: `var(--phase-${name})` }} />
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {samples.map(({ play, reconnect, totalMs, order }) => (
            <tr key={`${play.index} ${order}`}>
              <th scope="row">
                <a href={linkToLoss(play, reconnect)}>
                  <code>
                    <Text>{play.scenario.id}</Text>
                  </code>
                </a>
              </th>
              <td>
                <Text>{play.client.label}</Text>
              </td>
              <td class="number">
                <b>{duration(totalMs)}</b>
              </td>
              <td class="number">{reconnect.attempts || '–'}</td>
              {phases.map((name) => (
                <td key={name} class="number">
                  {reconnect.phases[name] === undefined ? '–' : duration(reconnect.phases[name])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
