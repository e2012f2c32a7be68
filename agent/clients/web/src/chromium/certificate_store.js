// A home folder whose certificate store trusts one CA: Chromium takes its user's CAs from there, and checks all else as ever.
'use strict';

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const FOR_SERVERS = 'C,,';  // certutil's letters: a CA for TLS servers, not for mail or code

// Removed when this process exits. `caFile`: PEM, or empty for a store without anything. Throws if certutil cannot be run.
function makeHome(caFile) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'redial-chromium-'));
  process.once('exit', () => fs.rmSync(home, { recursive: true, force: true }));
  if (!caFile) return home;
  const folder = path.join(home, '.pki', 'nssdb');
  fs.mkdirSync(folder, { recursive: true });
  certutil('-N', '-d', `sql:${folder}`, '--empty-password');
  certutil('-A', '-d', `sql:${folder}`, '-t', FOR_SERVERS, '-n', 'redial', '-i', caFile);
  return home;
}

function certutil(...args) {
  try {
    execFileSync('certutil', args, { stdio: 'pipe' });
  } catch (error) {
    throw new Error(`certutil could not make Chromium trust the CA (${error.message}): install Debian's libnss3-tools`);
  }
}

module.exports = { makeHome };
