// The control service as the page reaches it: calls by name, and the events of an app. What calls mean stands in
// proto/redial/v1/mock_server.proto.
import { eventReader } from './sse.js';

const KEY_HEADER = 'Redial-Key';

async function messageOf(response) {
  const text = await response.text();
  try {
    return JSON.parse(text).message;
  } catch {
    return text.trim() || `the server answered ${response.status}`;
  }
}

export class Control {
  #key;
  #fetch;

  constructor(key, fetch) {
    this.#key = key;
    this.#fetch = fetch;
  }

  /** The answer. Throws an Error with the server's own words, or with what the browser says if it cannot be reached. */
  async call(name, request = {}) {
    const response = await this.#post(`/call/${name}`, request);
    return response.json();
  }

  /** Tells batches of events until the stream ends, which is told by an Error; never returns. `signal` gives up. */
  async observe(appKey, onEvents, signal) {
    const response = await this.#post('/observe', { appKey }, signal);
    const take = eventReader();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) throw new Error('the server ended the stream of events');
      for (const { event, data } of take(value)) {
        const told = JSON.parse(data);
        if (event === 'end') throw new Error(told.message || 'the app is gone');
        onEvents(told.events ?? []);
      }
    }
  }

  async #post(path, body, signal) {
    const response = await this.#fetch(path, {
      method: 'POST',
      headers: { [KEY_HEADER]: this.#key, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    }).catch((error) => {
      throw new Error(`The server cannot be reached (${error.message}). Does redial serve still run?`);
    });
    if (!response.ok) throw new Error(await messageOf(response));
    return response;
  }
}
