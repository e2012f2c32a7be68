// A verdict's mark: told apart by shape and sign, with its colour on top. The ladder draws the same shapes on its canvas.
import { VERDICTS, labelOf, wordOf } from '../data/verdicts.js';

const SHAPES = {
  fail: (
    <>
      <rect x="1" y="1" width="14" height="14" rx="2" />
      <path d="M5 5l6 6M11 5l-6 6" />
    </>
  ),
  inconclusive: (
    <>
      <circle cx="8" cy="8" r="6.4" class="dashed" />
      <text x="8" y="11.6">
        ?
      </text>
    </>
  ),
  known: (
    <>
      <path class="solid" d="M8 .6L15.4 8 8 15.4.6 8z" />
      <path d="M4.8 8.8c1-1.6 2.2-1.6 3.2-.8s2.2.8 3.2-.8" />
    </>
  ),
  warning: (
    <>
      <path class="solid" d="M8 .8L15.6 14.8H.4z" />
      <path d="M8 5.2v4.6M8 11.6v1.4" />
    </>
  ),
  pass: (
    <>
      <circle cx="8" cy="8" r="6.8" />
      <path d="M4.8 8.2l2.3 2.3 4.2-4.7" />
    </>
  ),
};

// `labelled`: the mark stands without a word beside it.
export function VerdictMark({ verdict, labelled = false, size = 16 }) {
  const name = labelled ? { role: 'img', 'aria-label': wordOf(verdict) } : { 'aria-hidden': 'true' };
  return (
    <svg class={`mark mark-${verdict}`} viewBox="0 0 16 16" width={size} height={size} {...name}>
      {SHAPES[verdict]}
    </svg>
  );
}

// How often each verdict occurs; what does not occur is left out. `counts` as tally() gives them.
export function Tally({ counts, labelled = true }) {
  return (
    <span class="tally">
      {VERDICTS.filter((verdict) => counts[verdict]).map((verdict) => (
        <span key={verdict} class={`tally-one ink-${verdict}`}>
          <VerdictMark verdict={verdict} labelled={labelled} size={12} />
          {counts[verdict]}
        </span>
      ))}
    </span>
  );
}

// The same as a bar; the numbers stand beside it.
export function TallyBar({ counts }) {
  return (
    <span class="tally-bar" aria-hidden="true">
      {VERDICTS.filter((verdict) => counts[verdict]).map((verdict) => (
        <span key={verdict} class={`fill-${verdict}`} style={{ flexGrow: counts[verdict] }} />
      ))}
    </span>
  );
}

export const tallyTitle = (counts) =>
  VERDICTS.filter((verdict) => counts[verdict])
    .map((verdict) => `${counts[verdict]} ${labelOf(verdict).toLowerCase()}`)
    .join(', ');
