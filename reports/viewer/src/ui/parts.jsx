// Small parts that several pages use: buttons that copy, menus, switches between a few choices, lists that grow while one
// scrolls, sections with their amount, tables.
import { useEffect, useRef, useState } from 'preact/hooks';

const TOLD_MS = 1500;  // how long a button says that it has copied
const AT_ONCE = 100;  // entries of a long list that are drawn at first, and more each time

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

// `what` is copied, for those who hear the page.
export function CopyButton({ text, label = 'Copy', what = '' }) {
  const [told, setTold] = useState('');
  const take = async () => {
    setTold((await copy(text)) ? 'Copied' : 'Not allowed');
    setTimeout(() => setTold(''), TOLD_MS);
  };
  return (
    <button type="button" class="button small" onClick={take} aria-live="polite">
      {told || label}
      {what && <span class="sr"> {what}</span>}
    </button>
  );
}

// A button that opens a panel below it; Esc and a click elsewhere close it.
export function Menu({ label, children, isSet = false }) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef(null);
  const button = useRef(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    const close = (event) => !root.current.contains(event.target) && setOpen(false);
    document.addEventListener('pointerdown', close);
    return () => document.removeEventListener('pointerdown', close);
  }, [isOpen]);
  const leave = (event) => {
    if (event.key !== 'Escape' || !isOpen) return;
    event.preventDefault();
    setOpen(false);
    button.current.focus();
  };
  return (
    <div class="menu" ref={root} onKeyDown={leave}>
      <button
        type="button"
        ref={button}
        class={`button small${isSet ? ' is-set' : ''}`}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}>
        {label}
        <span class="caret" aria-hidden="true" />
      </button>
      {isOpen && <div class="menu-panel">{children}</div>}
    </div>
  );
}

// One of a few: `choices` are [value, label] pairs.
export function Choice({ label, choices, value, onChoose }) {
  return (
    <div class="choice" role="group" aria-label={label}>
      {choices.map(([one, text]) => (
        <button key={one} type="button" aria-pressed={one === value} onClick={() => onChoose(one)}>
          {text}
        </button>
      ))}
    </div>
  );
}

// A list of which the end is drawn when it comes into view.
export function Growing({ items, children }) {
  const [drawn, setDrawn] = useState(AT_ONCE);
  const end = useRef(null);
  useEffect(() => setDrawn(AT_ONCE), [items]);
  useEffect(() => {
    if (!end.current) return undefined;
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setDrawn((now) => now + AT_ONCE);
      },
      { rootMargin: '600px' },
    );
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [items, drawn]);
  return (
    <>
      {items.slice(0, drawn).map(children)}
      {drawn < items.length && (
        <tr ref={end}>
          <td colSpan="9">…</td>
        </tr>
      )}
    </>
  );
}

export function Empty({ children }) {
  return <p class="empty">{children}</p>;
}

// A part of a page, of which `amount` says how many entries it has.
export function Section({ id, title, amount, children }) {
  return (
    <section id={id && `section-${id}`}>
      <h2>
        {title} <span class="amount">{amount}</span>
      </h2>
      {children}
    </section>
  );
}

// `children` are its rows.
export function PlainTable({ columns, children }) {
  return (
    <table class="plain">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

// The colours of phases, by name.
export function PhaseLegend({ title, names }) {
  return (
    <span class="legend">
      {title}
      {names.map((name) => (
        <span key={name}>
          <i class="swatch" style={{ background: `var(--phase-${name})` }} />
          {name}
        </span>
      ))}
    </span>
  );
}
