// A self-signed certificate, made by openssl for one test.
'use strict';

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

function makeCertificate(t, host = 'IP:127.0.0.1') {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'redial-web-'));
  t.after(() => fs.rmSync(folder, { recursive: true }));
  const [keyFile, file] = ['key.pem', 'cert.pem'].map((name) => path.join(folder, name));
  execFileSync('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1', '-subj', '/CN=redial test',
    '-addext', `subjectAltName=${host}`, '-keyout', keyFile, '-out', file,
  ], { stdio: 'pipe' });
  return { file, cert: fs.readFileSync(file), key: fs.readFileSync(keyFile) };
}

module.exports = { makeCertificate };
