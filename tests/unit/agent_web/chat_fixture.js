// The least server that the official SDK logs in to: navigation, CONNACK, text messages. It checks nothing and ignores queries.
'use strict';

const { once } = require('node:events');
const http = require('node:http');
const https = require('node:https');
const { fromPackage } = require('./web_agent');

const { WebSocketServer } = fromPackage('ws');

// Navigation's `protocol`: 5 means ws, anything else wss.
const PLAIN = 5;
const TLS = 6;

// What a page of another origin is allowed.
const CORS = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': 'RC-Appkey,RC-Negotiate' };

const PING_REQUEST = 0xc0;
const PING_RESPONSE = Buffer.from([0xd0]);
const QUERY = 0x50;
const PUBLISH_QOS1 = 0x32;

const utf = (text) => {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
};
const varintField = (number, value) => Buffer.from([number << 3, value]);
const textField = (number, text) => Buffer.from([(number << 3) | 2, Buffer.byteLength(text), ...Buffer.from(text)]);

const SERVER_TIME = Buffer.from('000001a1ffdd1290', 'hex');
const CONNACK_OK = Buffer.concat([Buffer.from('200000', 'hex'), utf('u1'), utf('session-1'), SERVER_TIME]);

// The id follows the frame's header byte, topic and target.
function messageId(frame) {
  const targetAt = 3 + frame.readUInt16BE(1);
  const idAt = targetAt + 2 + frame.readUInt16BE(targetAt);
  return frame.subarray(idAt, idAt + 2);
}

// status 0, second 1, no milliseconds, message id "m-1"
const publishAck = (id) => Buffer.concat([Buffer.from([0x40]), id, Buffer.from('0000000100000000', 'hex'), utf('m-1')]);

// DownStreamMessage: fromUserId, type private, classname, content, dataTime, status, msgId
let lastPush = 0;
function pushedText(from, text) {
  const message = Buffer.concat([
    textField(1, from), varintField(2, 1), textField(4, 'RC:TxtMsg'), textField(5, JSON.stringify({ content: text })),
    varintField(6, 1), varintField(7, 0), textField(9, `push-${++lastPush}`),
  ]);
  return Buffer.concat([Buffer.from('3000000001', 'hex'), utf('s_msg'), utf('u1'), Buffer.from('0001', 'hex'), message]);
}

class ChatFixture {
  navigationRequests = [];
  upgrades = [];
  #options;
  #server;
  #sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  #connected = new Set();

  constructor({ connack = CONNACK_OK, queryAnswer, tls, cors = true } = {}) {
    this.#options = { connack, queryAnswer, tls, cors };
    this.#server = tls ? https.createServer(tls) : http.createServer();
    this.#server.on('request', (request, response) => this.#navigate(request, response));
  }

  async listen(t) {
    this.#server.on('upgrade', (request, socket, head) => {
      this.upgrades.push(request.url);
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => this.#serve(webSocket));
    });
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    t.after(() => {
      for (const socket of this.#connected) socket.terminate();
      this.#server.close();
    });
    this.address = `127.0.0.1:${this.#server.address().port}`;
    this.navigator = `http${this.#options.tls ? 's' : ''}://${this.address}`;
    return this;
  }

  push(from, text) {
    for (const socket of this.#connected) socket.send(pushedText(from, text));
  }

  closeConnections(code) {
    for (const socket of this.#connected) socket.close(code);
  }

  resetConnections() {
    for (const socket of this.#connected) socket._socket.resetAndDestroy();
  }

  async #navigate(request, response) {
    for (const [name, value] of Object.entries(this.#options.cors ? CORS : {})) response.setHeader(name, value);
    if (request.method === 'OPTIONS') return response.end();
    let body = '';
    for await (const chunk of request) body += chunk;
    this.navigationRequests.push({ url: request.url, headers: request.headers, body });
    const serverAddr = [{ addr: this.address, protocol: this.#options.tls ? TLS : PLAIN, weight: 1 }];
    response.end(JSON.stringify({ code: 200, userId: 'u1', openHistoryMsg: 0, logSwitch: 0, server: this.address, serverAddr }));
  }

  #serve(socket) {
    this.#connected.add(socket);
    socket.on('close', () => this.#connected.delete(socket));
    socket.on('message', (frame) => this.#answer(socket, frame));
    socket.send(this.#options.connack);
  }

  #answer(socket, frame) {
    const { queryAnswer } = this.#options;
    if (frame[0] === PING_REQUEST) socket.send(PING_RESPONSE);
    if (frame[0] === PUBLISH_QOS1) socket.send(publishAck(messageId(frame)));
    if (frame[0] === QUERY && queryAnswer) socket.send(queryAnswer(messageId(frame)));
  }
}

module.exports = { ChatFixture };
