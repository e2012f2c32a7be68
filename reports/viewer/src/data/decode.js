// From the text in the page to the run: base64, zlib, JSON, and events in columns. It checks no more than what it needs to say
// what is wrong.
import { plainColumns } from './columns.js';

const BASE64 = /^[A-Za-z0-9+/\s]+=*\s*$/;

class DecodeError extends Error {}

function bytesOf(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; ++i) bytes[i] = text.charCodeAt(i);
  return bytes;
}

async function inflate(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Response(stream).text();
}

// A seed has 64 bits, more than a number of this language holds: where it does not fit, it stays the text that it was.
function parse(json) {
  const run = JSON.parse(json);
  if (Number.isSafeInteger(run.run?.seed) || typeof run.run?.seed !== 'number') return run;
  for (const [, digits] of json.matchAll(/"seed"\s*:\s*(\d+)/g)) {
    if (Number(digits) !== run.run.seed) continue;
    run.run.seed = digits;
    break;
  }
  return run;
}

// Rejects with DecodeError, whose text says what to do.
export async function decodeRun(text) {
  if (!BASE64.test(text)) throw new DecodeError('This page holds no run. Write one with: redial run --format html');
  try {
    const run = parse(await inflate(bytesOf(text.trim())));
    return run.events ? { ...run, events: plainColumns(run.events) } : run;
  } catch (error) {
    throw new DecodeError(`The run in this page cannot be read (${error.message}). The file may be incomplete: write it again.`);
  }
}
