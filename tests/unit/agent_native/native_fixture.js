// The least server that the native stack logs in to: navigation, CONNACK, text messages. It checks nothing and answers no query.
'use strict';

const { once } = require('node:events');
const http = require('node:http');
const https = require('node:https');
const net = require('node:net');
const tls = require('node:tls');

// Navigation's `protocol`: plain TCP, or TLS.
const TCP = 1;
const TLS = 2;

const CONNECT = 0x10;
const PUBLISH_QOS1 = 0x32;
const PUBLISH = 0x30;
const PUBACK = 0x40;
const PING_REQUEST = Buffer.from('c0c000', 'hex');
const PING_RESPONSE = Buffer.from('d0d000', 'hex');
const DISCONNECT = 0xe0;
const CONNACK = 0x20;

const CONNECT_BEGINS = Buffer.from('000652436c6f7564', 'hex');  // what the key has masked at the beginning of every CONNECT
const KEY_BYTES = 8;

const u16 = (number) => Buffer.from([number >> 8, number & 0xff]);
const utf = (text) => Buffer.concat([u16(Buffer.byteLength(text)), Buffer.from(text)]);
const varintField = (number, value) => Buffer.from([number << 3, value]);
const textField = (number, text) => Buffer.from([(number << 3) | 2, Buffer.byteLength(text), ...Buffer.from(text)]);

const SERVER_TIME = Buffer.from('000001a1ffdd1290', 'hex');
const LOGGED_IN = Buffer.concat([u16(0), utf('u1'), utf('session-1'), SERVER_TIME]);

// DownStreamMessage: fromUserId, type private, classname, content, dataTime, status, msgId
let lastPush = 0;
function pushedText(from, text) {
  const message = Buffer.concat([
    textField(1, from), varintField(2, 1), textField(4, 'RC:TxtMsg'), textField(5, JSON.stringify({ content: text })),
    varintField(6, 1), varintField(7, 0), textField(9, `push-${++lastPush}`),
  ]);
  return Buffer.concat([Buffer.alloc(8), Buffer.from('00000001', 'hex'), utf('s_msg'), utf('u1'), u16(1), message]);
}

// The id follows eight bytes, topic and target.
function messageId(payload) {
  const targetAt = 10 + payload.readUInt16BE(8);
  const idAt = targetAt + 2 + payload.readUInt16BE(targetAt);
  return payload.subarray(idAt, idAt + 2);
}

// id, second 1, status 0, no milliseconds, message id "m-1"
const publishAck = (id) => Buffer.concat([id, Buffer.from('0000000100000000', 'hex'), utf('m-1')]);

function mask(payload, key) {
  return Buffer.from(payload.map((byte, i) => byte ^ key[i % KEY_BYTES]));
}

// Two bytes of length are enough here.
function lengthBytes(length) {
  return length < 128 ? [length] : [(length & 0x7f) | 0x80, length >> 7];
}

// One connection: frames in and out, under the key that its CONNECT tells.
class Peer {
  #socket;
  #key = CONNECT_BEGINS;
  #received = Buffer.alloc(0);

  constructor(socket, onFrame) {
    this.#socket = socket;
    socket.on('error', () => {});  // a client that is killed resets
    socket.on('data', (data) => {
      this.#received = Buffer.concat([this.#received, data]);
      for (let frame = this.#next(); frame; frame = this.#next()) onFrame(this, frame);
    });
  }

  send(header, payload) {
    const length = lengthBytes(payload.length);
    const checksum = length.reduce((sum, byte) => sum ^ byte, header);
    this.#socket.write(Buffer.concat([Buffer.from([header, checksum, ...length]), mask(payload, this.#key)]));
  }

  sendRaw(bytes) {
    this.#socket.write(bytes);
  }

  close() {
    this.#socket.destroy();
  }

  reset() {
    this.#socket.resetAndDestroy();
  }

  #next() {
    const [header, , low, high] = this.#received;
    if (low === undefined || (low >= 128 && high === undefined)) return undefined;
    const [length, begin] = low < 128 ? [low, 3] : [(low & 0x7f) | (high << 7), 4];
    if (this.#received.length < begin + length) return undefined;
    const masked = this.#received.subarray(begin, begin + length);
    this.#received = this.#received.subarray(begin + length);
    if ((header & 0xf0) === CONNECT) this.#key = mask(masked.subarray(0, KEY_BYTES), CONNECT_BEGINS);
    return { header, payload: mask(masked, this.#key) };
  }
}

class NativeFixture {
  navigationRequests = [];
  frames = [];  // { header, payload } of all connections
  connections = 0;
  #options;
  #peers = new Set();
  #navigation;
  #chat;

  // `dead`: addresses that navigation names before ours; `status`: of navigation's answers.
  constructor({ connack = LOGGED_IN, dead = [], secure, status = 200 } = {}) {
    this.#options = { connack, dead, secure, status };
    this.#navigation = secure ? https.createServer(secure) : http.createServer();
    this.#navigation.on('request', (request, response) => this.#navigate(request, response));
    const serve = (socket) => this.#serve(socket);
    this.#chat = secure ? tls.createServer(secure, serve) : net.createServer(serve);
  }

  async listen(t) {
    for (const server of [this.#navigation, this.#chat]) {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    }
    t.after(() => this.close());
    this.navigator = `http${this.#options.secure ? 's' : ''}://127.0.0.1:${this.#navigation.address().port}`;
    return this;
  }

  get address() {
    return `127.0.0.1:${this.#chat.address().port}`;
  }

  close() {
    this.closeConnections();
    this.#navigation.close();
    this.#navigation.closeAllConnections();
    this.#chat.close();
  }

  push(from, text) {
    for (const peer of this.#peers) peer.send(PUBLISH, pushedText(from, text));
  }

  disconnect(status) {
    for (const peer of this.#peers) peer.send(DISCONNECT, u16(status));
  }

  closeConnections() {
    for (const peer of this.#peers) peer.close();
  }

  resetConnections() {
    for (const peer of this.#peers) peer.reset();
  }

  async #navigate(request, response) {
    let body = '';
    for await (const chunk of request) body += chunk;
    this.navigationRequests.push({ url: request.url, headers: request.headers, body });
    const { dead, secure, status } = this.#options;
    const addresses = [...dead, this.address];
    const serverAddr = addresses.map((addr) => ({ addr, protocol: secure ? TLS : TCP, weight: 10 }));
    response.writeHead(status);
    response.end(JSON.stringify({ code: 200, userId: 'u1', serverAddr }));
  }

  #serve(socket) {
    this.connections += 1;
    const peer = new Peer(socket, (from, frame) => this.#answer(from, frame));
    this.#peers.add(peer);
    socket.on('close', () => this.#peers.delete(peer));
  }

  #answer(peer, frame) {
    this.frames.push(frame);
    const { header, payload } = frame;
    if ((header & 0xf0) === CONNECT) peer.send(CONNACK, this.#options.connack);
    if (header === PING_REQUEST[0]) peer.sendRaw(PING_RESPONSE);
    if (header === PUBLISH_QOS1) peer.send(PUBACK, publishAck(messageId(payload)));
    if ((header & 0xf0) === DISCONNECT) peer.send(DISCONNECT, payload);  // as the client waits for
  }
}

module.exports = { NativeFixture };
