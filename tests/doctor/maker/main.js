// Makes a corpus: plays every situation, records it, plays Redial's own scenarios, damages copies, and writes labels.json.
'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { Chromium } = require('./chromium');
const { MockServer } = require('./mock_server');
const { Recorder } = require('./recorder');
const { situations } = require('./situations');

const USAGE = `usage: node main.js --out DIR [--seed N] [--only TEXT]… [--host node|chromium]
  --out    a new folder
  --seed   of users, texts, AppKeys, pauses and order; default 1
  --only   situations whose name contains TEXT; repeatable
  --host   plays in this host alone
`;
const OPTIONS = {
  out: { type: 'string' }, seed: { type: 'string', default: '1' }, only: { type: 'string', multiple: true }, host: { type: 'string' },
};

async function make({ out, seed, only, host }) {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'redial-corpus-'));
  const captures = path.join(scratch, 'captures');
  const mock = await MockServer.start({ captures });
  let browser;
  const chromium = () => (browser ??= Chromium.start(mock.caFile));
  const recorder = new Recorder({ mock, chromium, folders: { out, scratch, captures }, seed: Number(seed) });
  const plays = situations
    .filter(({ name }) => !only || only.some((text) => name.includes(text)))
    .flatMap((situation) => situation.plays.map((how) => ({ situation, how })))
    .filter(({ how }) => !host || how.host === host);
  try {
    await Promise.all(['node', 'chromium'].map((one) => playAll(recorder, plays.filter(({ how }) => how.host === one))));
  } finally {
    await (await browser)?.close();
    await mock.close();
    fs.rmSync(scratch, { recursive: true, force: true });
  }
  fs.writeFileSync(path.join(out, 'labels.json'), JSON.stringify(recorder.labels, null, 1));
}

async function playAll(recorder, plays) {
  for (const [i, { situation, how }] of plays.entries()) {
    const began = Date.now();
    try {
      await recorder.record(situation, how);
    } catch (error) {
      throw new Error(`${situation.name} in ${how.host}: ${error.message}`, { cause: error });
    }
    process.stderr.write(`[${how.host} ${i + 1}/${plays.length}] ${situation.name} ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
  }
}

const { values } = parseArgs({ options: OPTIONS });
if (!values.out || !/^\d+$/.test(values.seed)) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  make(values).catch((error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  });
}
