// One measurement: the client as a process on its core, and the line of JSON that it prints.
'use strict';

const { once } = require('node:events');
const readline = require('node:readline');
const { start } = require('./processes');
const { binary } = require('./tree');

const NOT_OFFERED = 4;  // its exit code where a server gives no ticket

class Client {
  constructor(core) {
    this.core = core;
  }

  #start(peer, mode, course, stdin) {
    const pids = peer.pids.flatMap((pid) => ['--server-pid', String(pid)]);
    const port = String(mode === 'none' ? peer.ports.plain : peer.ports.tls);
    const args = ['--port', port, '--tls', mode, ...(peer.login ?? []), ...pids, ...course];
    return start(this.core, binary('redial-peer-client'), args, { stdio: [stdin, 'pipe', 'inherit'] });
  }

  // `mode`: "none", "full" or "resumed", of TLS. What the client says, or null if the server offers no resumption.
  async run(peer, mode, course) {
    const child = this.#start(peer, mode, course, 'ignore');
    let text = '';
    child.stdout.on('data', (piece) => { text += piece; });
    const [code] = await once(child, 'close');
    if (code === NOT_OFFERED) return null;
    if (code !== 0) throw new Error(`${peer.name}, TLS ${mode}, ${course[0]}: the client ended with ${code}`);
    return JSON.parse(text);
  }

  // Logs so many sessions in, calls `look` while they are held, and lets them go.
  async hold(peer, mode, sessions, look) {
    const child = this.#start(peer, mode, ['hold', '--sessions', String(sessions)], 'pipe');
    const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const { value } = await lines.next();
    const seen = value === 'held' ? await look() : null;
    child.stdin.end();
    await once(child, 'exit');
    if (seen === null) throw new Error(`${peer.name}, TLS ${mode}: ${sessions} sessions could not be held`);
    return seen;
  }
}

module.exports = { Client };
