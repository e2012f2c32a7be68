// What a reader should know first: which promises were broken, most widely broken first, or that none was.
import { useMemo } from 'preact/hooks';
import { findingsOf, reasonsOf } from '../data/findings.js';
import { counted } from '../data/format.js';
import { capital } from '../data/terms.js';
import { pageLink } from '../ui/route.js';
import { Text } from '../ui/text.jsx';
import { VerdictMark } from '../ui/verdict_mark.jsx';

const SHOWN = 4;

const linkOf = (finding) =>
  pageLink(
    'scenarios',
    new URLSearchParams({
      q: finding.name || finding.text,
      verdict: [...new Set(finding.plays.map(({ verdict }) => verdict))].join(','),
    }),
  );

function Line({ run, finding }) {
  const where = `${counted(finding.plays.length, run.terms.play)} · ${finding.clients.map(({ label }) => label).join(', ')}`;
  return (
    <li>
      <VerdictMark verdict={finding.verdict} labelled />
      <a href={linkOf(finding)}>
        {finding.name && (
          <code>
            <Text>{finding.name}</Text>
          </code>
        )}{' '}
        <span>
          <Text>{finding.text}</Text>
        </span>
      </a>
      <span class="attention-count" title={where}>
        <Text>{where}</Text>
      </span>
    </li>
  );
}

export function Attention({ run }) {
  const failed = useMemo(() => findingsOf(run, 'fail'), [run]);
  const open = useMemo(() => reasonsOf(run), [run]);
  if (failed.length === 0) {
    const more = open.length > 0 ? `, but ${counted(run.head.summary.inconclusive, run.terms.play)} could not tell` : '';
    return (
      <p class="attention-none">
        <VerdictMark verdict={more ? 'inconclusive' : 'pass'} /> {run.terms.unbroken}
        {more}.
      </p>
    );
  }
  return (
    <section class="attention" aria-label={capital(run.terms.broken)}>
      <ul>
        {failed.slice(0, SHOWN).map((finding) => (
          <Line key={finding.key} run={run} finding={finding} />
        ))}
      </ul>
      {failed.length > SHOWN && (
        <a href={pageLink('findings')}>
          {failed.length - SHOWN} more {run.terms.broken}
        </a>
      )}
    </section>
  );
}
