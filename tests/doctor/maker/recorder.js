// Plays situations and keeps records of them as artefacts with labels. It decides nothing but where files go.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { Chance } = require('./chance');
const { decide } = require('./decisions');
const { slim } = require('./har');
const { NodeCustomer } = require('./node_customer');
const { NotAsMeant, Play } = require('./play');
const { WIRES, formOf, holdings } = require('./records');
const { Wire, mergeCaptures } = require('./wire');

const TRIES = 4;

class Recorder {
  #mock;
  #chromium;
  #folders;
  #seed;

  // `chromium()` resolves with the browser; `folders`: out, scratch, captures.
  constructor({ mock, chromium, folders, seed }) {
    this.#mock = mock;
    this.#chromium = chromium;
    this.#folders = folders;
    this.#seed = seed;
  }

  // Plays `situation` as `how` of its plays says, again if it did not come about. Resolves with the labels of its records.
  async record(situation, how) {
    const stem = `${situation.name}.${how.host}-${how.level}`;
    for (let i = 1; ; ++i) {
      try {
        return await this.#record(situation, how, i === 1 ? stem : `${stem}.${i}`);
      } catch (error) {
        if (!(error instanceof NotAsMeant) || i === TRIES) throw error;
      }
    }
  }

  async #record(situation, how, stem) {
    const chance = new Chance(this.#seed, stem);
    const wired = how.records.find((record) => WIRES[record]);
    const log = path.join(this.#folders.scratch, `${stem}.log`);
    const keys = wired && WIRES[wired].keys && path.join(this.#folders.scratch, `${stem}.keys`);
    const makeCustomer = async (url, isFirst = true) => {
      if (how.host === 'chromium') return (await this.#chromium()).openTab(url, isFirst);
      const options = [...(wired ? WIRES[wired].options ?? [] : []), ...(keys && isFirst ? [`--tls-keylog=${keys}`] : [])];
      return NodeCustomer.start(isFirst ? log : `${log}.other`, { caFile: this.#mock.caFile, options });
    };
    const play = new Play(this.#mock, situation, chance, makeCustomer);
    const texts = await this.#perform(play, { stem, how, wired });
    return how.records.map((record) => this.#keep({ situation, how, record, play, texts, stem, keys }));
  }

  async #perform(play, { stem, how, wired }) {
    const capture = path.join(this.#folders.scratch, `${stem}.wire`);
    let wire;
    try {
      await play.run({
        name: stem,
        level: how.level,
        beforeCustomer: async () => {
          if (wired) wire = await Wire.record(capture, play.ports, WIRES[wired]);
        },
      });
      const texts = await play.customer.record({ verbose: how.level > 3 });
      if (play.situation.quits) await play.customer.close();  // while the capture runs: it has the end of every connection
      return { ...texts, wire: capture };
    } finally {
      await wire?.stop();
      await play.close();
    }
  }

  #keep({ situation, how, record, play, texts, stem, keys }) {
    const open = situation.open(holdings(record, how, situation));
    const form = formOf(record, how);
    const file = path.join(form.folder, `${situation.name}${form.ending}`);
    const target = this.#target(file);
    if (record === 'har') fs.writeFileSync(target, slim(texts.har));
    else if (record === 'console' || record === 'text') fs.writeFileSync(target, texts[record]);
    else if (record === 'capture') mergeCaptures(path.join(this.#folders.captures, stem), target);
    else fs.copyFileSync(texts.wire, target);
    const label = { file, kind: form.kind, cause: situation.cause, ...decide(situation.cause, open) };
    if (WIRES[record]?.keys) label.key_log = this.#keepKeys(file, keys);
    return { ...label, made_by: form.by, note: situation.note, secrets: [...play.secrets] };
  }

  #keepKeys(file, keys) {
    const name = `${file}.keys`;
    fs.copyFileSync(keys, this.#target(name));
    return name;
  }

  #target(file) {
    const target = path.join(this.#folders.out, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    return target;
  }
}

module.exports = { Recorder };
