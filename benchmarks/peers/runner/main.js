// Plays the same login against all servers, one on one core and the client on the other, in turn, and writes what came of it.
// ./benchmarks/peers/run installs and builds what this needs.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { Client } = require('./client');
const { describeMachine } = require('./machine');
const { Measurement } = require('./measure');
const { STARTERS, makeCertificate } = require('./peers');
const { soak } = require('./soak');
const { summarise } = require('./summary');
const { putBetweenMarkers, soakTable, tables } = require('./tables');
const { ROOT, ownFolder } = require('./tree');

const CLIENT_CORE = 0;
const SERVER_CORE = 1;
const DOCUMENT = path.join(ROOT, 'docs/PERFORMANCE.md');

const FULL = {
  rounds: 5, users: 20_000, warmUpMs: 300, measuredMs: 2000, atLeast: 0, inFlight: 64, rivals: 12, overloadMs: 1200, most: 18_000,
  stormSessions: 9500, memorySessions: 4000,
};
// Whether everything works, whatever it takes.
const QUICK = {
  rounds: 1, users: 100, warmUpMs: 0, measuredMs: 1, atLeast: 5, inFlight: 4, rivals: 2, overloadMs: 200, most: 50,
  stormSessions: 20, memorySessions: 20,
};

const USAGE = `usage: benchmarks/peers/run [--soak MINUTES] [--quick] [--rounds N] [--out DIR] [--no-document]
  --soak MINUTES our server alone, at half of what it takes, beside an observer: memory, descriptors, observations
  --quick        a few logins with each server: does everything work? Leaves the document alone
  --rounds N     how often all is measured; default ${FULL.rounds}
  --out DIR      where peers.json or soak.json goes; default out/peers
  --no-document  leave docs/PERFORMANCE.md as it is`;

function options() {
  const known = {
    quick: { type: 'boolean' }, rounds: { type: 'string' }, out: { type: 'string' }, 'no-document': { type: 'boolean' },
    soak: { type: 'string' }, help: { type: 'boolean' },
  };
  try {
    return parseArgs({ options: known }).values;
  } catch (error) {
    console.error(`${error.message}\n${USAGE}`);
    return process.exit(2);
  }
}

const say = (text) => console.error(text);

async function startAll(server) {
  const peers = [];
  for (const starter of STARTERS) peers.push(await starter(server));
  return peers;
}

function makeServer(plan) {
  const folder = ownFolder();
  return { core: SERVER_CORE, tls: makeCertificate(folder), folder, users: plan.users };
}

async function comparePeers(plan) {
  const server = makeServer(plan);
  say(`starting ${STARTERS.length} servers, and making ${plan.users} tokens`);
  const peers = await startAll(server);
  const measurement = new Measurement({ client: new Client(CLIENT_CORE), peers, plan, server, say });
  for (let round = 0; round < plan.rounds; ++round) await measurement.round(round);
  for (const peer of peers) await peer.stop();
  const { figures } = measurement;
  const result = { machine: describeMachine(), plan, summary: summarise(figures), figures };
  return { name: 'peers', result, text: tables(result) };
}

async function soakOurs(plan, minutes) {
  const result = await soak({ client: new Client(CLIENT_CORE), core: CLIENT_CORE, plan, server: makeServer(plan), minutes, say });
  const machine = describeMachine();
  return { name: 'soak', result: { machine, ...result }, text: soakTable(machine, result) };
}

async function main() {
  const given = options();
  if (given.help) return console.log(USAGE);
  const plan = { ...(given.quick ? QUICK : FULL), ...(given.rounds && { rounds: Number(given.rounds) }) };
  const minutes = Number(given.soak);
  if (given.soak !== undefined && !(minutes > 0)) throw new Error(`--soak ${given.soak}: give minutes, as in --soak 15`);
  const { name, result, text } = await (minutes > 0 ? soakOurs(plan, minutes) : comparePeers(plan));
  const out = path.resolve(given.out ?? path.join(ROOT, 'out/peers'));
  fs.mkdirSync(out, { recursive: true });
  fs.writeFileSync(path.join(out, `${name}.json`), `${JSON.stringify(result, null, 1)}\n`);
  console.log(text);
  if (!given.quick && !given['no-document']) {
    fs.writeFileSync(DOCUMENT, putBetweenMarkers(fs.readFileSync(DOCUMENT, 'utf8'), name, text));
  }
  return undefined;
}

main().then(() => process.exit(0), (error) => {
  console.error(`benchmarks/peers/run: ${error.message}`);
  process.exit(1);
});
