// The frame: which app, whether the server is heard, notices, and the panels in two columns.
import { useState } from 'preact/hooks';
import { Text } from '@viewer/ui/text.jsx';
import { useTheme } from '@viewer/ui/theme.js';
import { AppPanel } from '../panels/app_panel.jsx';
import { ClockPanel } from '../panels/clock_panel.jsx';
import { ConnectionPanel } from '../panels/connection_panel.jsx';
import { FaultPanel } from '../panels/fault_panel.jsx';
import { TokenPanel } from '../panels/token_panel.jsx';
import { UserPanel } from '../panels/user_panel.jsx';
import { WirePanel } from '../panels/wire_panel.jsx';
import { useActions } from './actions.js';
import { useBench } from './bench.js';
import { Pill } from './fields.jsx';

const PLACES = [
  ['token-panel', 'Tokens'],
  ['connection-panel', 'Connections'],
  ['wire-panel', 'Wire'],
  ['user-panel', 'Users'],
  ['fault-panel', 'Faults'],
];

const nameOf = ({ label }, i) => label || (i === 0 ? 'main app' : `app ${i + 1}`);

function AppChoice({ bench }) {
  if (bench.apps.length < 2) return null;
  return (
    <span class="app-choice">
      <label for="app-choice">App</label>{' '}
      <select id="app-choice" value={bench.appKey} onChange={(event) => bench.choose(event.currentTarget.value)}>
        {bench.apps.map((entry, i) => (
          <option key={entry.app.appKey} value={entry.app.appKey}>
            {nameOf(entry, i)}
          </option>
        ))}
      </select>
    </span>
  );
}

// Where there is no room for two columns.
function Places() {
  const go = (id) => {
    const place = document.getElementById(id);
    if (place.tagName === 'DETAILS') place.open = true;
    place.scrollIntoView({ block: 'start' });
  };
  return (
    <nav class="places-nav" aria-label="Parts of the page">
      {PLACES.map(([id, label]) => (
        <button key={id} type="button" class="button small quiet" onClick={() => go(id)}>
          {label}
        </button>
      ))}
    </nav>
  );
}

function Notice({ notice, onDismiss }) {
  return (
    <div class="notices" role="status">
      {notice && (
        <p class={`notice ${notice.isBad ? 'banner-bad' : 'banner-note'}`}>
          <span>
            <Text>{notice.text}</Text>
          </span>
          <button type="button" class="button small quiet" aria-label="Dismiss" onClick={onDismiss}>
            ×
          </button>
        </p>
      )}
    </div>
  );
}

function Header({ bench }) {
  const [theme, toggleTheme] = useTheme();
  return (
    <header class="top">
      <span class="brand">Redial</span>
      <h1 class="bench-title">Workbench</h1>
      <AppChoice bench={bench} />
      <Pill tone={bench.isLive ? 'pass' : 'fail'}>{bench.isLive ? 'live' : 'not connected'}</Pill>
      <div class="top-end">
        <button type="button" class="button small quiet" onClick={toggleTheme}>
          {theme === 'dark' ? 'Light theme' : 'Dark theme'}
        </button>
      </div>
    </header>
  );
}

function Failure({ text }) {
  return (
    <p class="banner banner-bad failure-banner" role="alert">
      <Text>{text}</Text>
    </p>
  );
}

export function App({ control }) {
  const bench = useBench(control);
  const { act, notice, dismiss } = useActions(control, bench.appKey, bench.refresh);
  const [chosen, setChosen] = useState(0);
  const { state, kinds, events, isLive } = bench;
  return (
    <>
      <Header bench={bench} />
      <Places />
      {bench.failure && <Failure text={bench.failure} />}
      {state && (
        <main class="bench">
          <div class="column side">
            <AppPanel bench={bench} act={act} />
            <TokenPanel state={state} act={act} />
            <ClockPanel state={state} act={act} />
            <UserPanel state={state} kinds={kinds} act={act} />
            <FaultPanel state={state} kinds={kinds} act={act} />
          </div>
          <div class="column">
            <ConnectionPanel state={state} kinds={kinds} chosen={chosen} onChoose={setChosen} act={act} />
            <WirePanel {...{ events, control, chosen, isLive }} onChoose={setChosen} />
          </div>
        </main>
      )}
      {!state && !bench.failure && <p class="loading">Asking the server …</p>}
      <Notice notice={notice} onDismiss={dismiss} />
    </>
  );
}
