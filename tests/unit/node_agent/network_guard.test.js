// The guard is installed in this process; the kernel calls that would reach the network are counted.
'use strict';

const assert = require('node:assert/strict');
const { createHook } = require('node:async_hooks');
const dgram = require('node:dgram');
const dns = require('node:dns');
const { once } = require('node:events');
const net = require('node:net');
const { test } = require('node:test');
const tls = require('node:tls');
const { promisify } = require('node:util');
const { shared } = require('./node_agent');

const FOREIGN = '192.0.2.1';  // a documentation address: nobody's
const FOREIGN_V6 = '2001:db8::1';
const NETWORK_CALLS = /^(TCPCONNECTWRAP|GETADDRINFOREQWRAP|GETNAMEINFOREQWRAP|QUERYWRAP|UDPSENDWRAP)$/;

const refusals = [];
const networkCalls = [];
shared('client/network_guard').guardNetwork((text) => refusals.push(text));
createHook({ init: (id, type) => NETWORK_CALLS.test(type) && networkCalls.push(type) }).enable();

// Runs `attempt` and says that it was refused, reported once, and made no call that reaches the network.
async function assertRefused(attempt, host) {
  refusals.length = 0;
  networkCalls.length = 0;
  await assert.rejects(attempt);
  assert.deepEqual(refusals, [`network access refused: ${host} is not loopback`]);
  assert.deepEqual(networkCalls, []);
}

const connected = (socket) => once(socket, 'connect');

test('a foreign address is refused in every form of connect', async () => {
  await assertRefused(() => connected(net.connect(80, FOREIGN)), FOREIGN);
  await assertRefused(() => connected(net.connect({ port: 80, host: FOREIGN })), FOREIGN);
  await assertRefused(() => connected(new net.Socket().connect(80, FOREIGN)), FOREIGN);
  await assertRefused(() => connected(new net.Socket().connect({ port: 80, host: FOREIGN_V6 })), FOREIGN_V6);
});

test('a foreign name is refused', () => assertRefused(() => connected(net.connect(80, 'chat.example')), 'chat.example'));

test('TLS to a foreign address is refused', () => assertRefused(() => once(tls.connect(443, FOREIGN), 'secureConnect'), FOREIGN));

test('fetch of a foreign address is refused', () => assertRefused(() => fetch(`http://${FOREIGN}/`), FOREIGN));

test('a DNS query is refused', () => assertRefused(async () => dns.resolve4('chat.example', () => {}), 'chat.example'));

test('a promised DNS lookup is refused', () => assertRefused(() => dns.promises.lookup('chat.example'), 'chat.example'));

test('a query of a resolver of its own is refused', () => {
  return assertRefused(async () => new dns.Resolver().resolve('chat.example', () => {}), 'chat.example');
});

test('a datagram to a foreign address is refused', async (t) => {
  const socket = dgram.createSocket('udp4');
  t.after(() => socket.close());
  await once(socket.bind(0, '127.0.0.1'), 'listening');
  const send = () => promisify(socket.send.bind(socket))('x', 53, FOREIGN);
  await assertRefused(send, FOREIGN);
});

test('the wildcard address is refused', () => assertRefused(() => connected(net.connect(80, '0.0.0.0')), '0.0.0.0'));

for (const host of ['127.0.0.1', 'localhost', undefined]) {
  test(`${host ?? 'a port without a host'} is reached`, async (t) => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    networkCalls.length = 0;
    const socket = net.connect({ port: server.address().port, host });
    t.after(() => {
      socket.destroy();
      server.close();
    });
    await connected(socket);
    assert.deepEqual(networkCalls, ['TCPCONNECTWRAP']);
  });
}
