// One phase of a bench: what was counted, when it happened, how long everything took.
import { count, counted, duration } from '../data/format.js';
import { Text } from '../ui/text.jsx';
import { BackPlot, COMING, GOING, HistogramPlot, OnlinePlot, RatesPlot, WaitPlot } from './plots.jsx';
import { Attempts, Codes, Latencies, Server, Waits } from './tables.jsx';
import { SHAPES, codeRows, failedOf, perSecond } from './words.js';

function Card({ title, children }) {
  return (
    <div class="card">
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

// "990 of 1,000, 10 failed".
function Things({ things }) {
  const failed = failedOf(things);
  const left = things.intended - things.started;
  return (
    <>
      <b>{count(things.succeeded)}</b> of {count(things.intended)}
      {failed > 0 && <span class="ink-fail">, {count(failed)} failed</span>}
      {things.unfinished > 0 && <span class="ink-warning">, {count(things.unfinished)} unfinished</span>}
      {left > 0 && <span class="ink-warning">, {count(left)} not begun</span>}
    </>
  );
}

function Cards({ phase }) {
  const { rates, back } = phase;
  return (
    <dl class="cards">
      <Card title="Took">{duration(phase.length_ms)}</Card>
      <Card title="Online">
        {count(phase.online[0])} → <b>{count(phase.online[1])}</b>
      </Card>
      {phase.connects.intended > 0 && (
        <Card title="Came online">
          <Things things={phase.connects} />
        </Card>
      )}
      {phase.connects.succeeded > 0 && (
        <Card title="Connects">
          {perSecond(rates[0])}, best second <b>{perSecond(rates[1])}</b>
        </Card>
      )}
      {phase.messages.intended > 0 && (
        <Card title="Messages">
          <Things things={phase.messages} />
        </Card>
      )}
      {back?.marks.map(([percent, ms]) => (
        <Card key={percent} title={percent === 100 ? 'All back' : `${percent} % back`}>
          {ms === null ? <span class="ink-fail">never</span> : <b>{duration(ms)}</b>}
        </Card>
      ))}
      {phase.fetched_tokens > 0 && <Card title="Apps fetched">{counted(phase.fetched_tokens, 'token')}</Card>}
    </dl>
  );
}

function Part({ title, note, children }) {
  return (
    <section class="part">
      <h2>{title}</h2>
      {note && <p class="faint">{note}</p>}
      {children}
    </section>
  );
}

const WAITS_NOTE =
  'Beside the declared back-off and its jitter. D is the largest distance from an even spread; it is known between two bounds, ' +
  'as waits are counted in parts of the span.';

export function PhasePage({ phase, stepsPerDecade, theme }) {
  const hasLatencies = Object.keys(phase.latencies).length > 0;
  const spread = phase.waits.filter(({ bars }) => bars.length > 0);
  return (
    <main class="page bench">
      <h1>
        <Text>{phase.name}</Text> <span class="amount">{SHAPES[phase.shape] ?? phase.shape}</span>
      </h1>
      <Cards phase={phase} />
      <div class="parts">
        {phase.back && phase.back.curve.length > 0 && (
          <Part title="The way back" note="From the beginning of the storm, of those who lost their connection.">
            <BackPlot phase={phase} theme={theme} />
          </Part>
        )}
        <Part title="In a second">
          <RatesPlot phase={phase} rows={COMING} theme={theme} />
        </Part>
        {phase.losses.length > 0 && (
          <Part title="Losses in a second">
            <RatesPlot phase={phase} rows={GOING} theme={theme} />
          </Part>
        )}
        <Part title="Online">
          <OnlinePlot phase={phase} theme={theme} />
        </Part>
        {hasLatencies && (
          <Part title="Latencies" note="From the intended start, not from when there was time for it.">
            <HistogramPlot latencies={phase.latencies} stepsPerDecade={stepsPerDecade} theme={theme} />
          </Part>
        )}
      </div>
      {hasLatencies && (
        <Part title="Percentiles">
          <Latencies latencies={phase.latencies} />
        </Part>
      )}
      {phase.waits.length > 0 && (
        <Part
          title="Waits before attempts"
          note={WAITS_NOTE}>
          <Waits waits={phase.waits} />
          <div class="parts">
            {spread.map((wait) => (
              <div key={wait.attempt} class="part">
                <h3>Before attempt {wait.attempt}</h3>
                <WaitPlot wait={wait} theme={theme} />
              </div>
            ))}
          </div>
        </Part>
      )}
      <div class="parts">
        {phase.attempts.length > 0 && (
          <Part title="Attempts per user">
            <Attempts attempts={phase.attempts} />
          </Part>
        )}
        {codeRows(phase).length > 0 && (
          <Part title="Failures by code">
            <Codes phase={phase} />
          </Part>
        )}
        {phase.server && (
          <Part title="The mock server">
            <Server server={phase.server} />
          </Part>
        )}
      </div>
    </main>
  );
}
