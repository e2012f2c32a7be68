// A port whose queue of connections is full: further ones are neither refused nor taken, as behind a firewall that swallows them.
'use strict';

const { once } = require('node:events');
const net = require('node:net');
const { spawnChild } = require('./children');

// Says where it listens, and never takes a connection.
const LISTENER = `
const server = require('node:net').createServer();
server.listen({ host: '127.0.0.1', port: 0, backlog: 1 }, () => {
  require('node:fs').writeSync(1, String(server.address().port) + '\\n');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
`;
const QUEUE = 2;  // connections that the kernel holds for a backlog of 1

class FullPort {
  #listener;
  #held;

  static async open() {
    const listener = spawnChild(process.execPath, ['-e', LISTENER], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = await once(listener.stdout, 'data');
    const port = Number(String(said));
    const held = Array.from({ length: QUEUE }, () => net.connect(port, '127.0.0.1'));
    await Promise.all(held.map((socket) => once(socket, 'connect')));
    return new FullPort(listener, port, held);
  }

  constructor(listener, port, held) {
    this.#listener = listener;
    this.port = port;
    this.#held = held;
    for (const socket of held) socket.on('error', () => {});  // at the end
  }

  close() {
    for (const socket of this.#held) socket.destroy();
    this.#listener.kill('SIGKILL');
  }
}

module.exports = { FullPort };
