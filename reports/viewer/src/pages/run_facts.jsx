// What was run, where and how: one line, and a banner for each thing that limits what the run can say.
import { summaryOf } from '../data/changes.js';
import { count, counted, date, duration } from '../data/format.js';
import { whyInconclusive } from '../data/instrument.js';
import { printable } from '../data/printable.js';
import { wasRun } from '../data/replay.js';
import { Text } from '../ui/text.jsx';
import { pageLink } from '../ui/route.js';

const TIMES = { real: 'real time', compressed: 'compressed time', virtual: 'virtual time' };

export const factsOf = ({ data, head, plays }) => [
  `redial ${head.redial.version} (${head.redial.commit})`,
  ...(wasRun(head)
    ? [
        date(head.started_at),
        `${counted(plays.length, 'play')} in ${duration(head.duration_ms)}`,
        TIMES[head.time] ?? head.time,
        `seed ${head.seed}`,
        ...(head.instrument_error_ms === undefined ? [] : [`times off by up to ${duration(head.instrument_error_ms)}`]),
        `${head.machine.os}, ${head.machine.cpu}, ${counted(head.machine.cores, 'core')}`,
      ]
    : [counted(plays.length, 'record')]),
  ...(data.events.at.length ? [`${count(data.events.at.length)} events`] : []),
];

// [tone, text, link]
function bannersOf({ data, head }) {
  const findings = (section) => pageLink('findings', new URLSearchParams({ show: section }));
  const { baseline } = data;
  const crashes = (data.crashes ?? []).reduce((sum, { n }) => sum + n, 0);
  const stale = head.stale?.length ?? 0;
  return [
    head.interrupted && ['bad', 'The run was interrupted: what had finished is shown, the rest is not known.'],
    whyInconclusive(head) && ['warn', whyInconclusive(head), pageLink('latency')],
    crashes > 0 && [
      'bad',
      `Clients under test died by themselves ${crashes === 1 ? 'once' : `${crashes} times`}.`,
      findings('crashes'),
    ],
    stale > 0 && [
      'warn',
      `${counted(stale, 'recorded deviation')} did not show up and should be removed or narrowed.`,
      findings('stale'),
    ],
    baseline && ['note', `Against the baseline ${printable(baseline.name)}: ${summaryOf(baseline)}.`, pageLink('changes')],
  ].filter(Boolean);
}

export function RunFacts({ run }) {
  return (
    <ul class="facts" aria-label="The run">
      {factsOf(run).map((fact) => (
        <li key={fact}>
          <Text>{fact}</Text>
        </li>
      ))}
    </ul>
  );
}

export function Banners({ run }) {
  return (
    <div class="banners">
      {bannersOf(run).map(([tone, text, link]) => (
        <p key={text} class={`banner banner-${tone}`}>
          {text} {link && <a href={link}>Show</a>}
        </p>
      ))}
    </div>
  );
}
