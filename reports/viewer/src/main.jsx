// Where the page begins: reads the run or the bench that stands in it, and shows it; or says why it cannot.
import { render } from 'preact';
import 'uplot/dist/uPlot.min.css';
import './style/theme.css';
import './style/base.css';
import './style/scenarios.css';
import './style/lists.css';
import './style/play.css';
import './style/latency.css';
import './style/print.css';
import './style/bench.css';
import { BenchApp } from './bench/bench_app.jsx';
import { decodeRun } from './data/decode.js';
import { Run } from './data/run.js';
import { printWith } from './pages/print.jsx';
import { App } from './ui/app.jsx';
import { applyTheme } from './ui/theme.js';

function Failure({ error }) {
  return (
    <main class="failure" role="alert">
      <h1>Redial</h1>
      <p>{error.message}</p>
    </main>
  );
}

function showRun(run, place) {
  render(<App run={run} />, place);
  printWith(run, document.getElementById('print'));
}

function showBench(bench, place) {
  document.documentElement.dataset.shows = 'bench';  // on paper it looks as on the screen
  render(<BenchApp bench={bench} />, place);
}

async function start() {
  applyTheme();
  const place = document.getElementById('app');
  const text = document.getElementById('run').textContent;
  try {
    const data = await decodeRun(text);
    place.textContent = '';
    if (data.kind === 'bench') showBench(data, place);
    else showRun(new Run(data), place);
  } catch (error) {
    place.textContent = '';
    render(<Failure error={error} />, place);
  }
}

start();
