// What stands above every page: brand, tabs, and on the right the theme and the keys, which it shows when asked to.
import { useState } from 'preact/hooks';
import { Help } from './help.jsx';
import { useKeys } from './keys.js';

// `home`: where the brand leads. `tabs`: an element. `theme`, `onTheme`: of useTheme(). `keys`: as Help takes them.
export function TopBar({ home, tabs, theme, onTheme, keys }) {
  const [helps, setHelps] = useState(false);
  useKeys({ '?': () => setHelps(true) });
  return (
    <>
      <header class="top">
        <a class="brand" href={home}>
          Redial
        </a>
        {tabs}
        <div class="top-end">
          <button type="button" class="button small quiet" onClick={onTheme}>
            {theme === 'dark' ? 'Light theme' : 'Dark theme'}
          </button>
          <button type="button" class="button small quiet" onClick={() => setHelps(true)}>
            Keys <kbd>?</kbd>
          </button>
        </div>
      </header>
      {helps && <Help keys={keys} onClose={() => setHelps(false)} />}
    </>
  );
}
