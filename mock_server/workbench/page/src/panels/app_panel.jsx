// The app: what identifies it, where it is, how to point an SDK at it, its secret, and the server's ups and downs.
import { useState } from 'preact/hooks';
import { CopyButton } from '@viewer/ui/parts.jsx';
import { Act, Check, Field, Panel, Pill, Value } from '../ui/fields.jsx';

const webSnippet = (app) => `RongIMLib.init({
  appkey: '${app.appKey}',
  navigators: ['${app.navigationUrl}'],
});`;

function Snippets({ app }) {
  return (
    <details class="fold">
      <summary>Point an app here</summary>
      <p class="hint">
        Web SDK: <code>navigators</code>. A page over https needs the https address, and a browser that trusts the CA.
      </p>
      <div class="snippet">
        <pre tabIndex={0} aria-label="Web SDK">
          {webSnippet({ ...app, appKey: 'APP-KEY' })}
        </pre>
        <CopyButton text={webSnippet(app)} what="for the Web SDK, with the AppKey" />
      </div>
      <p class="hint">
        Android, iOS, Flutter: <code>naviServer</code>, set at init. A phone does not reach this machine's loopback: start with
        --bind and --public-host in a network of yours.
      </p>
      <div class="snippet">
        <pre tabIndex={0} aria-label="Native SDKs">
          naviServer = "{app.navigationUrl}"
        </pre>
        <CopyButton text={app.navigationUrl} what="for native SDKs" />
      </div>
    </details>
  );
}

function NewApp({ act, onMade }) {
  const [label, setLabel] = useState('');
  const make = async (event) => {
    event.preventDefault();
    const app = await act('App made: its tokens are foreign to the others', 'CreateApp', { appKey: '', label });
    if (app) onMade(app.appKey);
  };
  return (
    <details class="fold">
      <summary>Another app</summary>
      <form class="line" onSubmit={make}>
        <Field label="Its name" value={label} onValue={setLabel} required maxLength={64} />
        <button type="submit" class="button">
          Make app
        </button>
      </form>
    </details>
  );
}

function Restart({ act, closedPlanes }) {
  const [down, setDown] = useState('5');
  const [forgets, setForgets] = useState(false);
  const restart = (event) => {
    event.preventDefault();
    act(`Restarting: down for ${down} s`, 'RestartServer', {
      downForUs: String(Math.round(Number(down) * 1_000_000)),
      keepMemory: !forgets,
    });
  };
  return (
    <form class="line" onSubmit={restart}>
      <Field label="Down for, seconds" type="number" min="0" max="3600" step="any" value={down} onValue={setDown} class="short" />
      <button type="submit" class="button">
        Restart server
      </button>
      <Check label="forget users, tokens, faults" checked={forgets} onChecked={setForgets} />
      {closedPlanes.length > 0 && <Pill tone="fail">refuses now: {closedPlanes.join(', ')}</Pill>}
    </form>
  );
}

export function AppPanel({ bench, act }) {
  const { state, info, choose } = bench;
  const { app } = state.entry;
  return (
    <Panel id="app-panel" title="App and server" isUsual>
      <dl class="values">
        <Value label="AppKey" text={app.appKey} isSecret key={app.appKey} />
        <Value label="Secret" text={app.secret} isSecret key={app.secret} />
        <Value label="Navigation" text={app.navigationUrl} />
        <Value label="Navigation, https" text={app.navigationTlsUrl} />
        {info && <Value label="Server API" text={info.serverApiUrl} />}
        {info && <Value label="CA to trust" text={info.caFile} />}
      </dl>
      <Snippets app={app} />
      <div class="line">
        <Act onClick={() => act('Secret rotated: every token issued before is dead', 'RotateSecret')}>Rotate secret</Act>
        <span class="hint">Every token issued before dies; live connections stay.</span>
      </div>
      <Restart act={act} closedPlanes={state.closedPlanes} />
      <NewApp act={act} onMade={choose} />
    </Panel>
  );
}
