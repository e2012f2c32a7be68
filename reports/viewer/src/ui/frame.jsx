// The bytes of one message: what they say, field by field, and the bytes themselves. It decodes nothing.
import { hexLines } from '../data/hex.js';
import { Text } from './text.jsx';

const MAX_LINES = 64;

export function Frame({ frame }) {
  const lines = hexLines(frame.hex ?? '');
  return (
    <>
      {frame.fields?.length > 0 && (
        <dl>
          {frame.fields.map(([name, value], i) => (
            <div key={i}>
              <dt>
                <Text>{name}</Text>
              </dt>
              <dd>
                <code>
                  <Text>{String(value)}</Text>
                </code>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {lines.length > 0 && (
        <pre class="hex">
          {lines.slice(0, MAX_LINES).join('\n')}
          {lines.length > MAX_LINES && `\n… ${lines.length - MAX_LINES} lines more`}
        </pre>
      )}
    </>
  );
}
