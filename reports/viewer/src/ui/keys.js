// Keys of the whole page. A key pressed in a field, in a dialog or with a modifier belongs to the browser.
import { useEffect, useRef } from 'preact/hooks';

const FIELDS = 'input, select, textarea, dialog, [contenteditable]';
// Where arrow keys, Home and End already do something.
const OWN_ARROWS = '[role="slider"], [role="tab"], [role="menu"], .matrix-cell';

const isTaken = (event) =>
  event.defaultPrevented ||
  event.ctrlKey ||
  event.metaKey ||
  event.altKey ||
  event.target.closest?.(FIELDS) ||
  document.querySelector('dialog[open]') ||
  (/^(Arrow|Home|End)/.test(event.key) && event.target.closest?.(OWN_ARROWS));

/** @param {Record<string, function(KeyboardEvent): void>} handlers  by the key's name; a handled key does nothing else */
export function useKeys(handlers) {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    const take = (event) => {
      const handler = latest.current[event.key];
      if (!handler || isTaken(event)) return;
      event.preventDefault();
      handler(event);
    };
    document.addEventListener('keydown', take);
    return () => document.removeEventListener('keydown', take);
  }, []);
}
