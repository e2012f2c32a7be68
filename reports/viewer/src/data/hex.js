// Bytes as a dump to read: offset, hexadecimal, text. It knows nothing of what they mean.

const BYTES_IN_LINE = 8;

// "0000  82 7e 00 1c …  .~..", line by line.
export function hexLines(hex) {
  const bytes = (hex.match(/[0-9a-f]{2}/gi) ?? []).map((byte) => parseInt(byte, 16));
  const lines = [];
  for (let at = 0; at < bytes.length; at += BYTES_IN_LINE) {
    const part = bytes.slice(at, at + BYTES_IN_LINE);
    const shown = part
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join(' ')
      .padEnd(3 * BYTES_IN_LINE - 1);
    const text = part.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${at.toString(16).padStart(4, '0')}  ${shown}  ${text}`);
  }
  return lines;
}
