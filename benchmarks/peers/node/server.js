// The peer in Node.js: `ws` as its documentation would have it, answering every login with the same CONNACK. Prints "plain PORT"
// and "tls PORT". It knows no users.
// usage: server.js CERTIFICATE KEY
'use strict';

const fs = require('node:fs');
const http = require('node:http');
const https = require('node:https');
const { WebSocketServer } = require('ws');

const CONNACK = Buffer.from('200000000275310006736573732d31000001a1ffdd1290', 'hex');  // docs/PROTOCOL.md, Bytes
const BACKLOG = 65_535;  // the kernel takes net.core.somaxconn of it

function serve(name, server) {
  const sockets = new WebSocketServer({ server, perMessageDeflate: false, clientTracking: false });
  sockets.on('connection', (socket) => {
    socket.on('error', () => {});  // the client leaves by a reset
    socket.send(CONNACK);
  });
  server.on('clientError', (_, socket) => socket.destroy());
  server.on('tlsClientError', () => {});
  server.listen({ host: '127.0.0.1', port: 0, backlog: BACKLOG }, () => console.log(`${name} ${server.address().port}`));
}

const [certificate, key] = process.argv.slice(2);
serve('plain', http.createServer());
serve('tls', https.createServer({ cert: fs.readFileSync(certificate), key: fs.readFileSync(key) }));
