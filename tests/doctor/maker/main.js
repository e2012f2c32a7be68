// Makes a corpus: plays every situation, records it, plays Redial's own scenarios, damages copies, and writes labels.json.
'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { endOnSignals } = require('./children');
const { Chromium } = require('./chromium');
const { damage } = require('./damage');
const { MockServer } = require('./mock_server');
const { Recorder } = require('./recorder');
const { recordRunCaptures } = require('./run_captures');
const { recordRuns } = require('./saved_runs');
const { situations } = require('./situations');

const USAGE = `usage: node main.js --out DIR [--seed N] [--only TEXT]… [--part node|chromium|run]…
  --out    a new folder
  --seed   of users, texts, AppKeys, pauses and order; default 1
  --only   situations whose name contains TEXT
  --part   only plays in this host, or only Redial's own runs; default: all, and damaged copies
`;
const OPTIONS = {
  out: { type: 'string' },
  seed: { type: 'string', default: '1' },
  only: { type: 'string', multiple: true },
  part: { type: 'string', multiple: true, default: ['node', 'chromium', 'run', 'damaged'] },
};
const INDENT = 1;

async function make({ out, seed, only, part: parts }) {
  if (fs.existsSync(out) && fs.readdirSync(out).length > 0) throw new Error(`${out} is not empty: name a new folder`);
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'redial-corpus-'));
  process.once('exit', () => fs.rmSync(scratch, { recursive: true, force: true }));
  const folders = { out, scratch, captures: path.join(scratch, 'captures') };
  const mock = await MockServer.start(folders);
  let browser;
  const recorder = new Recorder({ mock, chromium: () => (browser ??= Chromium.start(mock.caFile)), folders, seed });
  const lanes = {
    node: () => playAll(recorder, playsIn('node', only)),
    chromium: () => playAll(recorder, playsIn('chromium', only)),
    run: async () => {
      const options = { ...folders, seed, only, onDone: say };
      return [...await recordRuns(options), ...await recordRunCaptures(options)];
    },
  };
  try {
    // Side by side: most of it is waiting.
    const made = await Promise.all(Object.keys(lanes).filter((name) => parts.includes(name)).map((name) => lanes[name]()));
    const labels = made.flat().sort((one, other) => (one.file < other.file ? -1 : 1));
    if (parts.includes('damaged')) labels.push(...damage(labels, out));
    fs.writeFileSync(path.join(out, 'labels.json'), `${JSON.stringify(labels, null, INDENT)}\n`);
    say(`${labels.length} artefacts of ${new Set(labels.map(({ cause }) => cause)).size} causes in ${out}`);
  } finally {
    await (await browser)?.close();
    await mock.close();
  }
}

function playsIn(host, only) {
  return situations
    .filter(({ name }) => !only || only.some((text) => name.includes(text)))
    .flatMap((situation) => situation.plays.filter((how) => how.host === host).map((how) => ({ situation, how })));
}

// Resolves with the labels of what was recorded. What fails is told, and left out.
async function playAll(recorder, plays) {
  const labels = [];
  for (const [i, { situation, how }] of plays.entries()) {
    const began = Date.now();
    try {
      labels.push(...await recorder.record(situation, how));
    } catch (error) {
      say(`${situation.name} in ${how.host} is left out: ${error.stack}`);
      process.exitCode = 1;
    }
    say(`[${how.host} ${i + 1}/${plays.length}] ${situation.name} ${((Date.now() - began) / 1000).toFixed(1)} s`);
  }
  return labels;
}

const say = (text) => process.stderr.write(`${text}\n`);

endOnSignals();
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
