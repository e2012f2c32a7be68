// The first page of a bench: what ran, how wrong its times may be, and a row for each phase.
import { count, duration } from '../data/format.js';
import { Text } from '../ui/text.jsx';
import { phaseLink } from './route.js';
import { Wide } from './tables.jsx';
import { SHAPES, bannersOf, errorText, factsOf, failedOf, perSecond } from './words.js';

const COLUMNS = ['Phase', 'what happens', 'took', 'came online', 'failed', 'best second', 'until online p50', 'p99', 'all back'];

const orDash = (value, format) => (value === undefined || value === null ? '–' : format(value));

// Of a storm: when all were back, or that they never were.
function AllBack({ back }) {
  if (!back) return '–';
  const [, ms] = back.marks.at(-1);
  return ms === null ? <span class="ink-fail">never</span> : duration(ms);
}

function PhaseRow({ phase }) {
  const failed = failedOf(phase.connects);
  const { total } = phase.latencies;
  return (
    <tr>
      <th scope="row">
        <a href={phaseLink(phase.name)}>
          <Text>{phase.name}</Text>
        </a>
      </th>
      <td class="faint">{SHAPES[phase.shape] ?? phase.shape}</td>
      <td class="number">{duration(phase.length_ms)}</td>
      <td class="number">
        {count(phase.connects.succeeded)} of {count(phase.connects.intended)}
      </td>
      <td class={failed > 0 ? 'number ink-fail' : 'number'}>{count(failed)}</td>
      <td class="number">{phase.connects.succeeded > 0 ? perSecond(phase.rates[1]) : '–'}</td>
      <td class="number">{orDash(total?.p50, duration)}</td>
      <td class="number">{orDash(total?.p99, duration)}</td>
      <td class="number">
        <AllBack back={phase.back} />
      </td>
    </tr>
  );
}

export function Overview({ bench }) {
  return (
    <main class="page bench">
      <h1>
        <Text>{bench.run.spec.name}</Text>
      </h1>
      <ul class="facts" aria-label="The bench">
        {factsOf(bench).map((fact) => (
          <li key={fact}>
            <Text>{fact}</Text>
          </li>
        ))}
      </ul>
      <div class="banners">
        {bannersOf(bench).map(([tone, text]) => (
          <p key={text} class={`banner banner-${tone}`}>
            <Text>{text}</Text>
          </p>
        ))}
      </div>
      <p class="faint">
        <Text>{errorText(bench)}</Text>
      </p>
      <section class="part">
        <h2>Phases</h2>
        <Wide label="Phases">
          <table class="plain">
            <thead>
              <tr>
                {COLUMNS.map((column, i) => (
                  <th key={column} scope="col" class={i > 1 ? 'number' : undefined}>
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {bench.phases.map((phase) => (
                <PhaseRow key={phase.name} phase={phase} />
              ))}
            </tbody>
          </table>
        </Wide>
      </section>
      <details class="fold part">
        <summary>The spec</summary>
        <pre class="hex" tabIndex={0}>
          <Text>{bench.run.spec.text}</Text>
        </pre>
      </details>
    </main>
  );
}
