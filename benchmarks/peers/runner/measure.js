// What is measured, round by round: peak rates, too great a load, storms, memory. It says what it does and keeps every figure;
// what they amount to is the summary's business.
'use strict';

const fs = require('node:fs');
const { startRedial } = require('./peers');
const { startBusy, stop } = require('./processes');

const MODES = ['none', 'full', 'resumed'];  // of TLS
const OVERLOAD = 4;                         // times the peak
const WARM_LOGINS = 200;                    // ahead of a look at the memory, for what a server keeps from its first logins on

// Peers in an order that moves on with every round.
const rotated = (list, round) => list.map((_, index) => list[(index + round) % list.length]);

const offers = (peer, mode) => (mode === 'none' ? peer.ports.plain : peer.ports.tls) !== undefined;

function residentBytes(pids) {
  const kib = (pid) => Number(/^Rss:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1]);
  return pids.reduce((sum, pid) => sum + kib(pid) * 1024, 0);
}

class Measurement {
  // `plan`: milliseconds, sessions and cores, as in main.js. `say`: told of each step.
  constructor({ client, peers, plan, server, say }) {
    Object.assign(this, { client, peers, plan, server, say, figures: [] });
    this.lacking = new Set();  // "PEER MODE" without resumption
  }

  async round(round) {
    for (const mode of MODES) {
      for (const peer of rotated(this.peers, round)) await this.#peak(round, peer, mode);
    }
    const few = rotated(this.peers.filter(({ name }) => ['redial', 'bare epoll'].includes(name)), round);
    for (const peer of few) await this.#overload(round, peer);
    for (const peer of few) await this.#storm(round, peer);
    for (const mode of ['none', 'full']) await this.#memory(round, mode);
  }

  #keep(kind, round, peer, mode, told) {
    this.figures.push({ kind, round, peer, mode, ...told });
  }

  #course(kind, measuredMs, ...args) {
    return [kind, '--warm-up', String(this.plan.warmUpMs), '--for', String(measuredMs), ...args.map(String)];
  }

  async #peak(round, peer, mode) {
    if (!offers(peer, mode) || this.lacking.has(`${peer.name} ${mode}`)) return;
    const { inFlight, atLeast, measuredMs } = this.plan;
    const course = this.#course('closed', measuredMs, '--in-flight', inFlight, '--at-least', atLeast);
    const told = await this.client.run(peer, mode, course);
    if (told === null) {
      this.lacking.add(`${peer.name} ${mode}`);
      this.say(`round ${round + 1}: ${peer.name}, TLS ${mode}: not offered`);
      return;
    }
    this.#keep('peak', round, peer.name, mode, told);
    this.say(`round ${round + 1}: ${peer.name}, TLS ${mode}: ${Math.round(told.per_second)} logins/s`);
  }

  // The client can offer no more than it can play, which is less than four times what a server takes that has a core to itself.
  // So the server shares its core with others, which take all they can get, and has its peak measured there.
  async #overload(round, peer) {
    const { rivals, inFlight, atLeast, measuredMs, overloadMs, most } = this.plan;
    const busy = Array.from({ length: rivals }, () => startBusy(this.server.core));
    const closed = this.#course('closed', measuredMs, '--in-flight', inFlight, '--at-least', atLeast);
    const { per_second: peak } = await this.client.run(peer, 'none', closed);
    const open = this.#course('open', overloadMs, '--rate', Math.ceil(peak * OVERLOAD), '--most', most);
    const told = await this.client.run(peer, 'none', open);
    await Promise.all(busy.map(stop));
    this.#keep('overload', round, peer.name, 'none', { ...told, peak });
    const [offered, done, alone] = [told.rate_offered, told.per_second, peak].map(Math.round);
    this.say(`round ${round + 1}: ${peer.name} beside ${rivals}, peak ${alone} logins/s; ${offered}/s offered: ${done} logins/s`);
  }

  async #storm(round, peer) {
    const told = await this.client.run(peer, 'none', ['storm', '--sessions', String(this.plan.stormSessions)]);
    this.#keep('storm', round, peer.name, 'none', told);
    if (!told.all_in) throw new Error(`${peer.name}: of ${this.plan.stormSessions} sessions not all came in`);
    const last = Math.round(told.last_ms);
    this.say(`round ${round + 1}: ${peer.name}, ${told.sessions} dropped together: ${last} ms until the last is back`);
  }

  // A fresh server each time: what one has freed it may still keep.
  async #memory(round, mode) {
    const peer = await startRedial({ ...this.server, users: 0 });
    const sessions = this.plan.memorySessions;
    await this.client.hold(peer, mode, Math.min(WARM_LOGINS, sessions), async () => 0);
    const before = residentBytes(peer.pids);
    const held = await this.client.hold(peer, mode, sessions, async () => residentBytes(peer.pids));
    await peer.stop();
    const bytes = (held - before) / sessions;
    this.#keep('memory', round, peer.name, mode, { sessions, before, held, bytes_per_session: bytes });
    this.say(`round ${round + 1}: ${peer.name}, TLS ${mode}: ${(bytes / 1024).toFixed(1)} KiB for each of ${sessions} sessions`);
  }
}

module.exports = { MODES, Measurement, residentBytes };
