// Where the page begins: takes the key out of its address, and shows the bench; or says which address to open.
import { render } from 'preact';
import '@viewer/style/theme.css';
import '@viewer/style/base.css';
import './style/workbench.css';
import { applyTheme } from '@viewer/ui/theme.js';
import { Control } from './data/control.js';
import { takeKey } from './data/key.js';
import { App } from './ui/app.jsx';

function start() {
  applyTheme();
  const place = document.getElementById('app');
  place.textContent = '';
  const key = takeKey(window);
  if (key) render(<App control={new Control(key, window.fetch.bind(window))} />, place);
  else
    render(
      <main class="failure" role="alert">
        <h1>Redial workbench</h1>
        <p>Open the whole address that redial serve printed behind “page”: this one lacks its key.</p>
      </main>,
      place,
    );
}

start();
