// The keys, in a dialog; those of a run among them.
import { useEffect, useRef } from 'preact/hooks';
import { capital } from '../data/terms.js';

export const keysOf = ({ scenario, play }) => [
  [
    'Everywhere',
    [
      ['/', 'search'],
      ['?', 'these keys'],
      ['Esc', `close, or back to the ${scenario}s`],
    ],
  ],
  [
    `${capital(scenario)}s`,
    [
      ['↑ ↓ ← →', 'from cell to cell'],
      ['Enter', `open the ${play}, or fold`],
    ],
  ],
  [
    capital(play),
    [
      ['↓ ↑  or  j k', 'next, previous event'],
      ['n p', 'next, previous marked event'],
      ['Home End', 'first, last event'],
      ['+ − 0', 'zoom in, out, back'],
      ['t', 'ladder or table'],
      ['[ ]', `previous, next ${play}`],
    ],
  ],
  [
    'Pointer, in the ladder',
    [
      ['click', 'select an event'],
      ['drag, wheel', 'move'],
      ['Ctrl + wheel', 'zoom'],
      ['click the map', 'go to a time'],
    ],
  ],
];

// `keys`: groups of [title, [[key, what it does]]].
export function Help({ keys, onClose }) {
  const dialog = useRef(null);
  useEffect(() => dialog.current.showModal(), []);
  return (
    <dialog
      ref={dialog}
      class="help"
      onClose={onClose}
      aria-labelledby="help-title"
      onClick={(event) => event.target === dialog.current && dialog.current.close()}>
      <div class="help-head">
        <h2 id="help-title">Keys</h2>
        <button type="button" class="button small" onClick={() => dialog.current.close()}>
          Close
        </button>
      </div>
      <div class="help-groups">
        {keys.map(([title, group]) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {group.map(([key, what]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </dialog>
  );
}
