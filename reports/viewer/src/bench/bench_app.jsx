// The frame of a bench's pages: brand, a tab for each phase, theme, keys.
import { useEffect } from 'preact/hooks';
import { useKeys } from '../ui/keys.js';
import { go, useHash } from '../ui/route.js';
import { Text } from '../ui/text.jsx';
import { useTheme } from '../ui/theme.js';
import { TopBar } from '../ui/top_bar.jsx';
import { Overview } from './overview.jsx';
import { PhasePage } from './phase_page.jsx';
import { OVERVIEW, phaseAt, phaseLink } from './route.js';

const KEYS = [
  [
    'Everywhere',
    [
      ['[ ]', 'previous, next phase'],
      ['0', 'all phases'],
      ['?', 'these keys'],
    ],
  ],
];

function Tabs({ phases, current }) {
  return (
    <nav class="tabs" aria-label="Pages">
      <a href={OVERVIEW} aria-current={current < 0 ? 'page' : undefined}>
        Bench
      </a>
      {phases.map(({ name }, i) => (
        <a key={name} href={phaseLink(name)} aria-current={i === current ? 'page' : undefined}>
          <Text>{name}</Text>
        </a>
      ))}
    </nav>
  );
}

export function BenchApp({ bench }) {
  const [theme, toggleTheme] = useTheme();
  const { phases } = bench;
  const current = phaseAt(useHash(), phases);
  const show = (place) => {
    const phase = phases[Math.min(place, phases.length - 1)];
    go(phase ? phaseLink(phase.name) : OVERVIEW);
  };
  useKeys({
    '[': () => show(current - 1),
    ']': () => show(current + 1),
    0: () => show(-1),
  });
  useEffect(() => {
    document.title = `${current < 0 ? bench.run.spec.name : phases[current].name} · Redial`;
    document.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
  return (
    <>
      <TopBar
        home={OVERVIEW}
        tabs={<Tabs phases={phases} current={current} />}
        theme={theme}
        onTheme={toggleTheme}
        keys={KEYS}
      />
      {current < 0 ? (
        <Overview bench={bench} />
      ) : (
        <PhasePage key={current} phase={phases[current]} stepsPerDecade={bench.steps_per_decade} theme={theme} />
      )}
    </>
  );
}
