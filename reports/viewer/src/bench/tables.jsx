// A bench's tables: latencies, attempts, waits, codes, what it cost the server.
import { count, duration, share } from '../data/format.js';
import { Text } from '../ui/text.jsx';
import { WHATS, codeRows, kib, microseconds, percent, spreadText } from './words.js';

const FIGURES = ['min', 'p50', 'p90', 'p95', 'p99', 'p999', 'max'];
const NAMES = { p999: 'p99.9' };

function Head({ columns }) {
  return (
    <thead>
      <tr>
        {columns.map(([name, isNumber]) => (
          <th key={name} scope="col" class={isNumber ? 'number' : undefined}>
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}

const number = (name) => [name, true];
const word = (name) => [name, false];

// A table that may be wider than its place is moved with the keyboard, too.
export function Wide({ label, children }) {
  return (
    <div class="wide" tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  );
}

export function Latencies({ latencies }) {
  return (
    <Wide label="Percentiles">
      <table class="plain">
        <Head columns={[word('Time'), number('n'), ...FIGURES.map((name) => number(NAMES[name] ?? name))]} />
        <tbody>
          {Object.entries(latencies).map(([what, latency]) => (
            <tr key={what}>
              <th scope="row">{WHATS[what] ?? what}</th>
              <td class="number">{count(latency.n)}</td>
              {FIGURES.map((name) => (
                <td key={name} class="number">
                  {duration(latency[name])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

export function Attempts({ attempts }) {
  const all = attempts.reduce((sum, [, ways]) => sum + ways, 0);
  return (
    <table class="plain">
      <Head columns={[number('Attempts'), number('users'), number('share')]} />
      <tbody>
        {attempts.map(([taken, ways]) => (
          <tr key={taken}>
            <th scope="row" class="number">
              {taken}
            </th>
            <td class="number">{count(ways)}</td>
            <td class="number">{share(ways / all)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Waits({ waits }) {
  return (
    <Wide label="Waits before attempts">
      <table class="plain">
        <Head
          columns={[
            number('Before attempt'),
            word('declared'),
            number('n'),
            number('p50'),
            number('p99'),
            number('below'),
            number('within'),
            number('above'),
            word('spread (Kolmogorov–Smirnov)'),
          ]}
        />
        <tbody>
          {waits.map((wait) => (
            <tr key={wait.attempt}>
              <th scope="row" class="number">
                {wait.attempt}
              </th>
              <td>
                {wait.low_ms === wait.high_ms ? duration(wait.low_ms) : `${duration(wait.low_ms)} to ${duration(wait.high_ms)}`}
              </td>
              <td class="number">{count(wait.n)}</td>
              <td class="number">{duration(wait.p50_ms)}</td>
              <td class="number">{duration(wait.p99_ms)}</td>
              <td class="number">{percent(wait.below)}</td>
              <td class="number">{percent(wait.within)}</td>
              <td class="number">{percent(wait.above)}</td>
              <td class={wait.verdict === 'not as declared' ? 'ink-fail' : undefined}>{spreadText(wait)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

export function Codes({ phase }) {
  return (
    <Wide label="Failures by code">
      <table class="plain">
        <Head columns={[word('What'), number('n'), number('code'), word('meaning')]} />
        <tbody>
          {codeRows(phase).map(({ what, code, n, meaning }) => (
            <tr key={`${what} ${code}`}>
              <th scope="row">{what}</th>
              <td class="number">{count(n)}</td>
              <td class="number">{code}</td>
              <td>
                <Text>{meaning}</Text>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

export function Server({ server }) {
  const rows = [
    ['CPU', duration(server.cpu_ms)],
    ['logins accepted', count(server.logins)],
    ['CPU per login', server.cpu_per_login_ms === undefined ? '–' : microseconds(server.cpu_per_login_ms)],
    ['resident memory', `${kib(server.memory_before)} before, ${kib(server.memory_after)} after`],
    ['sessions', `${count(server.sessions_before)} before, ${count(server.sessions_after)} after`],
    ['memory per session', server.memory_per_session === undefined ? '–' : kib(server.memory_per_session)],
  ];
  return (
    <table class="plain">
      <tbody>
        {rows.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
