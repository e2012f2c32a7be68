// The servers that are compared: how each is started on its core, where it listens, and which processes are its own.
'use strict';

const { execFileSync } = require('node:child_process');
const crypto = require('node:crypto');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const { setTimeout: after } = require('node:timers/promises');
const { family, greeting, start, stop } = require('./processes');
const { issueTokens } = require('./tokens');
const { PEERS, binary, tool } = require('./tree');

const LISTEN_LIMIT_MS = 10_000;
const APP = { appKey: 'peers-app-key', secret: crypto.randomBytes(16).toString('hex') };

// For all servers the same: P-256, as browsers meet it most.
function makeCertificate(folder) {
  const certificate = path.join(folder, 'certificate.pem');
  const key = path.join(folder, 'key.pem');
  execFileSync('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2',
    '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', key, '-out', certificate,
  ], { stdio: 'ignore' });
  return { certificate, key };
}

async function freePort() {
  const server = net.createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const answers = (port) => new Promise((resolve) => {
  const socket = net.connect(port, '127.0.0.1', () => {
    socket.destroy();
    resolve(true);
  });
  socket.on('error', () => resolve(false));
});

async function untilListening(child, port) {
  const limit = Date.now() + LISTEN_LIMIT_MS;
  while (!(await answers(port))) {
    if (child.exitCode !== null || Date.now() > limit) throw new Error(`${child.spawnargs.join(' ')}: it does not listen`);
    await after(50);
  }
}

// What a peer is to those who measure it.
class Peer {
  constructor(name, child, ports, options = {}) {
    Object.assign(this, { name, child, ports, ...options });
  }

  get pids() {
    return family(this.child);
  }

  stop() {
    return stop(this.child);
  }
}

const portOf = (url) => Number(new URL(url).port);
const portsOf = ({ plain, tls }) => ({ plain: Number(plain), tls: Number(tls) });

// `users`: how many get a token; 0: those that were made for another one, which are as good.
async function startRedial({ core, tls, folder, users }) {
  const args = ['--no-page', '--remember', '0', '--tls-resumption', '--app-key', APP.appKey, '--secret', APP.secret];
  args.push('--tls-cert', tls.certificate, '--tls-key', tls.key, '--tls-ca', tls.certificate);
  const child = start(core, binary('redial-mock-server'), args);
  const known = await greeting(child, ['chat', 'chat-tls', 'server-api', 'control', 'secret']);
  const tokens = path.join(folder, 'tokens');
  if (users > 0) {
    const issued = await issueTokens(known['server-api'], APP, users);
    fs.writeFileSync(tokens, `${issued.join('\n')}\n`, { mode: 0o600 });
  }
  const ports = { plain: portOf(known.chat), tls: portOf(known['chat-tls']) };
  const login = ['--app-key', APP.appKey, '--tokens', tokens];
  return new Peer('redial', child, ports, { login, control: known.control, appKey: APP.appKey });
}

async function startBare({ core, tls }) {
  const child = start(core, binary('redial-bare-server'), ['--tls-cert', tls.certificate, '--tls-key', tls.key]);
  return new Peer('bare epoll', child, portsOf(await greeting(child, ['plain', 'tls'])));
}

async function startNode({ core, tls }) {
  const child = start(core, process.execPath, [path.join(PEERS, 'node/server.js'), tls.certificate, tls.key]);
  return new Peer('Node ws', child, portsOf(await greeting(child, ['plain', 'tls'])));
}

async function startPython({ core, tls }) {
  const child = start(core, '/usr/bin/python3', [path.join(PEERS, 'python/server.py'), tls.certificate, tls.key]);
  return new Peer('Python websockets', child, portsOf(await greeting(child, ['plain', 'tls'])));
}

const asRoot = (line) => (process.getuid() === 0 ? line : '');  // or they become users whom nobody has made

// In front of a bare server of its own, on the same core.
async function startNginx({ core, tls, folder }) {
  const behind = await startBare({ core, tls });
  const port = await freePort();
  const config = path.join(folder, 'nginx.conf');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`);
  fs.writeFileSync(config, `${asRoot('user root;')} daemon off; worker_processes 1; worker_rlimit_nofile 20000;
pid ${folder}/nginx.pid; error_log stderr crit;
events { worker_connections 16384; multi_accept on; }
http {
  access_log off; ${temporary.join(' ')}
  server {
    listen 127.0.0.1:${port} ssl backlog=65535;
    ssl_certificate ${tls.certificate}; ssl_certificate_key ${tls.key}; ssl_protocols TLSv1.3; ssl_session_tickets on;
    location / {
      proxy_pass http://127.0.0.1:${behind.ports.plain}; proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade;
    }
  }
}
`);
  const child = start(core, tool('nginx'), ['-e', 'stderr', '-p', folder, '-c', config]);
  await untilListening(child, port);
  const peer = new Peer('nginx', child, { tls: port });
  Object.defineProperty(peer, 'pids', { get: () => [...family(child), ...behind.pids] });
  peer.stop = async () => {
    await stop(child);
    await behind.stop();
  };
  return peer;
}

async function startMosquitto({ core, tls, folder }) {
  const ports = { plain: await freePort(), tls: await freePort() };
  const config = path.join(folder, 'mosquitto.conf');
  fs.writeFileSync(config, `${asRoot('user root\n')}per_listener_settings false
allow_anonymous true
persistence false
log_dest none
set_tcp_nodelay true
listener ${ports.plain} 127.0.0.1
listener ${ports.tls} 127.0.0.1
certfile ${tls.certificate}
keyfile ${tls.key}
`);
  const child = start(core, tool('mosquitto'), ['-c', config]);
  await untilListening(child, ports.tls);
  return new Peer('mosquitto', child, ports, { login: ['--dialect', 'mqtt'] });
}

// In the order of the table.
const STARTERS = [startRedial, startBare, startNode, startPython, startNginx, startMosquitto];

module.exports = { STARTERS, makeCertificate, startBare, startRedial };
