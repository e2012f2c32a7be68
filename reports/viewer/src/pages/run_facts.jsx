// What was run, where and how, or what is on record: one line, and a banner for each thing that limits what the run can say.
import { summaryOf } from '../data/changes.js';
import { count, counted, date, duration } from '../data/format.js';
import { groupBy } from '../data/matrix.js';
import { whyInconclusive } from '../data/instrument.js';
import { printable } from '../data/printable.js';
import { isOfRecords } from '../data/terms.js';
import { Text } from '../ui/text.jsx';
import { pageLink } from '../ui/route.js';

const TIMES = { real: 'real time', compressed: 'compressed time', virtual: 'virtual time' };

const factsOfRun = ({ head, plays }) => [
  date(head.started_at),
  `${counted(plays.length, 'play')} in ${duration(head.duration_ms)}`,
  TIMES[head.time] ?? head.time,
  `seed ${head.seed}`,
  ...(head.instrument_error_ms === undefined ? [] : [`times off by up to ${duration(head.instrument_error_ms)}`]),
  `${head.machine.os}, ${head.machine.cpu}, ${counted(head.machine.cores, 'core')}`,
];

// The host of a record's client is the kind of the record: "HAR", "console log". A saved run may hold several plays.
const kindsOf = (plays) =>
  [...groupBy(plays, ({ client }) => client.host)].map(([kind, ofKind]) =>
    counted(new Set(ofKind.map(({ scenario }) => scenario.file || scenario.id)).size, kind),
  );

// Where they come from, of which kinds they are, and which time they span, as far as they tell it.
const factsOfRecords = ({ head, plays }) => [
  ...kindsOf(plays),
  ...(plays.length === 1 ? [plays[0].scenario.id] : []),
  ...(head.started_at ? [`begins ${date(head.started_at)}`] : []),
  ...(head.duration_ms > 0 ? [`spans ${duration(head.duration_ms)}`] : []),
];

export const factsOf = (run) => [
  `redial ${run.head.redial.version} (${run.head.redial.commit})`,
  ...(isOfRecords(run.head) ? factsOfRecords(run) : factsOfRun(run)),
  ...(run.data.events.at.length ? [`${count(run.data.events.at.length)} events`] : []),
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
    <ul class="facts" aria-label={`The ${run.terms.all}`}>
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
