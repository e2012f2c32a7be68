// Small parts of this page: values to copy, secrets that are shown when asked for, labelled fields, pills.
import { useId, useState } from 'preact/hooks';
import { CopyButton } from '@viewer/ui/parts.jsx';
import { Text } from '@viewer/ui/text.jsx';

const DOTS = '••••••••••••';

/** A value with its name and a button that copies it. `isSecret`: hidden until it is asked for. */
export function Value({ label, text, isSecret = false }) {
  const [isShown, setShown] = useState(!isSecret);
  return (
    <div class="value">
      <dt>{label}</dt>
      <dd>
        <code class={isShown ? '' : 'hidden-value'}>{isShown ? <Text>{text}</Text> : DOTS}</code>
        {isSecret && (
          <button
            type="button"
            class="button small quiet"
            aria-pressed={isShown}
            aria-label={`${isShown ? 'Hide' : 'Reveal'} ${label}`}
            onClick={() => setShown(!isShown)}>
            {isShown ? 'Hide' : 'Reveal'}
          </button>
        )}
        <CopyButton text={text} label="Copy" what={label} />
      </dd>
    </div>
  );
}

/** A labelled input; `onValue` hears the text. */
export function Field({ label, value, onValue, children, class: more = '', ...input }) {
  const id = useId();
  return (
    <div class={`field ${more}`}>
      <label for={id}>{label}</label>
      {children ? (
        <select id={id} value={value} onChange={(event) => onValue(event.currentTarget.value)} {...input}>
          {children}
        </select>
      ) : (
        <input id={id} value={value} onInput={(event) => onValue(event.currentTarget.value)} autocomplete="off" {...input} />
      )}
    </div>
  );
}

export function Check({ label, checked, onChecked }) {
  return (
    <label class="check-box">
      <input type="checkbox" checked={checked} onChange={(event) => onChecked(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}

export const Pill = ({ tone, children }) => <span class={`pill pill-${tone}`}>{children}</span>;

/** A button of a row. `what` says for those who hear the page on what it is. */
export function Act({ children, what, tone = '', ...more }) {
  return (
    <button type="button" class={`button small ${tone}`} aria-label={what && `${children} ${what}`} {...more}>
      {children}
    </button>
  );
}

const isRoomy = window.matchMedia('(min-width: 1000px)').matches;

/** A part of the page that can be folded; `isUsual`: it is open where there is little room too. */
export function Panel({ id, title, amount, children, isUsual = false }) {
  return (
    <details class="panel" id={id} open={isRoomy || isUsual}>
      <summary>
        <span class="caret" aria-hidden="true" />
        <h2>{title}</h2>
        {amount !== undefined && <span class="amount">{amount}</span>}
      </summary>
      <div class="panel-body">{children}</div>
    </details>
  );
}
