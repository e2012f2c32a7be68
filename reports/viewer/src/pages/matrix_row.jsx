// One row of the matrix: a family, a template or a case. Its text says why, where something broke, and otherwise what it shows.
import { firstBroken } from '../data/checks.js';
import { brokenRules } from '../data/findings.js';
import { counted } from '../data/format.js';
import { worstPlay } from '../data/matrix.js';
import { WHERE, eventWithCode } from '../data/search.js';
import { tally, wordOf } from '../data/verdicts.js';
import { linkTo } from '../ui/route.js';
import { Text } from '../ui/text.jsx';
import { Tally, TallyBar, VerdictMark, tallyTitle } from '../ui/verdict_mark.jsx';

const RULES_SHOWN = 3;  // of those that a family breaks most

// Verdicts that a reader wants the reason of before anything else.
const TELLS_WHY = new Set(['fail', 'inconclusive', 'known']);
const FOUND_IN = {
  code: 'code in its events',
  event: 'in its events',
  rule: 'in a rule that held',
  seen: 'in what was seen',
  source: 'in a source',
};

function Why({ run, play, query }) {
  const check = firstBroken(run, play);
  if (!check) return <Text query={query}>{play.reason}</Text>;
  return (
    <>
      <code>
        <Text query={query}>{check.id}</Text>
      </code>{' '}
      <Text query={query}>{check.detail || check.rule}</Text>
    </>
  );
}

function FamilyText({ run, row }) {
  const rules = brokenRules(run, row.plays).slice(0, RULES_SHOWN);
  return (
    <>
      {counted(row.scenarios.length, run.terms.scenario)}
      {rules.map(([name, plays]) => (
        <span key={name} class="broken-rule">
          {' '}
          · <Text>{name}</Text> {plays}
        </span>
      ))}
    </>
  );
}

function RowText({ run, row, where, query }) {
  if (row.kind === 'family') return <FamilyText run={run} row={row} />;
  const worst = worstPlay(row.plays);
  const found = where && WHERE[Math.max(...row.plays.map(({ index }) => where[index]))];
  const isTold = row.isOpen || !TELLS_WHY.has(worst.verdict);
  return (
    <>
      {FOUND_IN[found] && <span class="found">{FOUND_IN[found]} · </span>}
      {isTold ? <Text query={query}>{row.scenarios[0].shows}</Text> : <Why run={run} play={worst} query={query} />}
    </>
  );
}

function Name({ run, row, index, query, onToggle }) {
  const play = worstPlay(row.plays);
  const cases = row.kind === 'template' && row.scenarios.length > 1 ? <span class="amount">{row.scenarios.length}</span> : null;
  const name =
    row.kind === 'family' ? (
      <span class="family-name" title={row.name}>
        <Text>{row.name}</Text>
      </span>
    ) : (
      <Text query={query}>{row.name}</Text>
    );
  const only = row.scenarios.length === 1 && row.kind === 'template' && row.scenarios[0].caseName;
  const text = (
    <>
      {name}
      {only && (
        <span class="faint">
          {' '}
          <Text query={query}>{only}</Text>
        </span>
      )}
      {cases}
    </>
  );
  const place = { class: 'matrix-cell matrix-label', 'data-row': index, 'data-column': 0 };
  if (!row.canOpen)
    return (
      <a {...place} href={linkTo(play, { event: eventWithCode(run, play, query) })} title={row.scenarios[0].id}>
        {text}
      </a>
    );
  return (
    <button type="button" {...place} aria-expanded={row.isOpen} onClick={onToggle}>
      <span class="caret" aria-hidden="true" />
      {text}
    </button>
  );
}

function Cell({ run, row, plays, index, column, query }) {
  const place = { class: 'matrix-cell', 'data-row': index, 'data-column': column };
  if (plays.length === 0)
    return (
      <span {...place} tabIndex={-1} title={run.terms.absent}>
        <span class="faint" aria-label={run.terms.absent}>
          –
        </span>
      </span>
    );
  const counts = tally(plays.map(({ verdict }) => verdict));
  if (row.kind === 'family')
    return (
      <span {...place} tabIndex={-1} title={tallyTitle(counts)}>
        <Tally counts={counts} />
        <TallyBar counts={counts} />
      </span>
    );
  const play = worstPlay(plays);
  const [{ scenario }] = plays;
  const what = plays.length === 1 ? `${scenario.id}, ${play.client.label}: ${wordOf(play.verdict)}` : tallyTitle(counts);
  return (
    <a {...place} href={linkTo(play, { event: eventWithCode(run, play, query) })} title={what}>
      {plays.length === 1 ? <VerdictMark verdict={play.verdict} labelled /> : <Tally counts={counts} />}
    </a>
  );
}

export function MatrixRow({ run, row, where, query, index, onToggle }) {
  return (
    <div role="row" aria-rowindex={index + 2} class={`matrix-row row-${row.kind} worst-${row.worst}`}>
      <span role="rowheader" class="matrix-name">
        <Name {...{ run, row, index, query, onToggle }} />
      </span>
      <span role="cell" class="matrix-text">
        <RowText {...{ run, row, where, query }} />
      </span>
      {row.cells.map((plays, i) => (
        <span key={i} role="cell" class="matrix-verdict">
          <Cell {...{ run, row, plays, index, query }} column={i + 1} />
        </span>
      ))}
    </div>
  );
}
