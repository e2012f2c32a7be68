// The run, or the records, as the pages use them: clients with names, scenarios with their parts, plays by scenario and client.
// It judges nothing.
import { clientKey, clientLabels } from './clients.js';
import { partsOf, partsOfRecord } from './names.js';
import { isOfRecords, termsOf } from './terms.js';

/**
 * @typedef {{index: number, scenario: object, client: object, repeat: number, verdict: string, reason: string,
 *   durationMs: number, result: object}} Play  `repeat` counts from 1 among plays of the same scenario and client
 */

const withIndex = (item, index) => ({ ...item, index });

function clientsOf(data) {
  const labels = clientLabels(data.clients);
  return data.clients.map((client, index) => ({ ...client, index, label: labels[index], key: clientKey(client) }));
}

const scenarioOf = (head) => (entry, index) => ({
  ...entry,
  ...(isOfRecords(head) ? partsOfRecord(entry.scenario, entry.file) : partsOf(entry.scenario)),
  id: entry.scenario,
  index,
  sources: entry.sources ?? [],
  tags: entry.tags ?? [],
});

export class Run {
  #cells = new Map();  // scenario and client → plays

  constructor(data) {
    this.data = data;
    this.head = data.run;
    this.terms = termsOf(data.run);
    this.clients = clientsOf(data);
    this.rules = data.rules.map(withIndex);
    this.scenarios = data.scenarios.map(scenarioOf(data.run));
    this.plays = data.results.map((result, index) => this.#play(result, index));
    this.families = [...new Set(this.scenarios.map(({ family }) => family))].sort();
  }

  // All plays of a scenario with a client; several with --repeat, none where the client cannot.
  playsOf(scenario, client) {
    return this.#cells.get(this.#cell(scenario, client)) ?? [];
  }

  // The play a link names: by its client's label and its scenario's id; nothing if this run has none.
  find(label, id, repeat = 1) {
    const client = this.clients.find((one) => one.label === label);
    const scenario = this.scenarios.find((one) => one.id === id);
    if (client && scenario) return this.playsOf(scenario, client)[repeat - 1];
  }

  // The client of this run that `description` describes.
  clientLike(description) {
    const key = clientKey(description);
    return this.clients.find((client) => client.key === key);
  }

  text(index) {
    return this.data.texts[index];
  }

  #cell(scenario, client) {
    return scenario.index * this.clients.length + client.index;
  }

  #play(result, index) {
    const scenario = this.scenarios[result.scenario];
    const client = this.clients[result.client];
    const cell = this.#cell(scenario, client);
    const plays = this.#cells.get(cell) ?? [];
    this.#cells.set(cell, plays);
    const play = {
      index,
      scenario,
      client,
      repeat: plays.length + 1,
      verdict: result.verdict,
      reason: result.reason ?? '',
      durationMs: result.duration_ms,
      result,
    };
    plays.push(play);
    return play;
  }
}
