// Half of what our server takes beside an observer, for long: does its memory stay flat, does it close what it opens, and is
// every observation told, or counted as lost?
'use strict';

const fs = require('node:fs');
const { setTimeout: after } = require('node:timers/promises');
const { Observer } = require('./observer');
const { startRedial } = require('./peers');
const { pinSelf } = require('./processes');
const { residentBytes } = require('./measure');

const SAMPLES = 60;
const CALM_MS = 1000;  // in which nothing new is told: all has been

const descriptors = ({ child }) => fs.readdirSync(`/proc/${child.pid}/fd`).length;

async function untilCalm(observer) {
  let before;
  do {
    before = observer.received;
    await after(CALM_MS);
  } while (observer.received !== before);
}

// `minutes`, a number; `plan` as in main.js.
async function soak({ client, core, plan, server, minutes, say }) {
  pinSelf(core);  // the observer shares the client's core
  const peer = await startRedial(server);
  const observer = new Observer(peer.control, peer.appKey);
  await observer.begin();
  const course = (kind, ms, ...more) => [kind, '--warm-up', '0', '--for', String(ms), ...more.map(String)];

  const { per_second: peak } = await client.run(peer, 'none', course('closed', plan.measuredMs, '--in-flight', plan.inFlight));
  await untilCalm(observer);
  const look = (begun) => ({
    seconds: (Date.now() - begun) / 1000, resident_bytes: residentBytes(peer.pids), descriptors: descriptors(peer),
    observed: observer.received,
  });
  const start = Date.now();
  const before = look(start);
  const lasting = minutes * 60_000;
  let ended = false;
  const playing = client
    .run(peer, 'none', course('open', lasting, '--rate', Math.ceil(peak / 2), '--most', plan.most))
    .finally(() => { ended = true; });
  const samples = [];
  while (!ended) {
    await Promise.race([after(lasting / SAMPLES), playing]);
    if (ended) break;
    observer.assertCounting();
    samples.push(look(start));
    const { resident_bytes: bytes, descriptors: open } = samples.at(-1);
    const memory = `${(bytes / 2 ** 20).toFixed(1)} MiB`;
    say(`${samples.length} of ${SAMPLES}: ${memory}, ${open} descriptors, ${observer.received} observations`);
  }
  const told = await playing;
  await untilCalm(observer);
  observer.assertCounting();
  const result = {
    minutes, peak, told, before, samples, after: look(start),
    observations: await observer.told(), received: observer.received, lost: observer.lost, observer_ended: observer.end,
  };
  observer.stop();
  await peer.stop();
  return result;
}

module.exports = { soak };
