// The Web SDK in the version asked for: the one that this package pins, or another, which npm installs beside it on first use.
// What npm delivers is never changed.
'use strict';

const { spawn } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const PACKAGES = ['@rongcloud/imlib-next', '@rongcloud/engine'];  // always of the same number
const [SDK] = PACKAGES;
const OLDEST = '5.2.0';
const NEWEST = '5.38.0';
const PINNED = require('../package.json').dependencies[SDK];
const INSTALL = [
  'install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error',
  '--fetch-retries=1', '--fetch-retry-mintimeout=1000',  // milliseconds
];
const SHOWN_LINES = 3;  // of what npm says when it fails; it begins with what matters

class SdkError extends Error {}

// Where the SDK is, its version, and npm's hash of its package; `say(text)` hears of an installation. Rejects with advice.
async function findSdk(version = PINNED, say = () => {}) {
  requireVersion(version);
  // The pinned one is installed for all agents, a folder above this one's.
  const folder = version === PINNED ? path.join(__dirname, '..', '..') : path.join(cacheFolder(), version);
  if (!fs.existsSync(folder)) await install(version, folder, say);
  return describePackage(folder);
}

// Both package managers' lock files hold what was verified; the installed package holds what is run.
function describePackage(folder) {
  const root = path.join(modulesOf(folder), SDK);
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const lock = JSON.parse(fs.readFileSync(path.join(folder, 'package-lock.json'), 'utf8'));
  const { integrity } = lock.packages[`node_modules/${SDK}`];
  return { name: SDK, version, integrity, modules: modulesOf(folder) };
}

const modulesOf = (folder) => path.join(folder, 'node_modules');

function cacheFolder() {
  const cache = process.env.REDIAL_CACHE || path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'redial');
  return path.join(cache, 'web-sdk');
}

function requireVersion(version) {
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw new SdkError(`"${version}" is no version; say three numbers, such as ${PINNED}`);
  if (compare(version, OLDEST) >= 0 && compare(version, NEWEST) <= 0) return;
  throw new SdkError(`the Web SDK ${version} is not among those that are known to work, ${OLDEST} to ${NEWEST}`);
}

// Into a folder beside the final one, which it becomes by a rename: whoever looks sees all of it or nothing.
async function install(version, folder, say) {
  say(`installing the Web SDK ${version} into ${folder}`);
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  const fresh = fs.mkdtempSync(path.join(path.dirname(folder), `.${version}-`));
  try {
    const dependencies = Object.fromEntries(PACKAGES.map((name) => [name, version]));
    fs.writeFileSync(path.join(fresh, 'package.json'), JSON.stringify({ private: true, dependencies }));
    const { code, output } = await npm(fresh, INSTALL);
    if (code !== 0) throw await explain(version, fresh, output);
    publish(fresh, folder);
    say(`installed the Web SDK ${version}, ${describePackage(folder).integrity}`);
  } finally {
    fs.rmSync(fresh, { recursive: true, force: true });
  }
}

function publish(fresh, folder) {
  try {
    fs.renameSync(fresh, folder);
  } catch (error) {
    if (!fs.existsSync(folder)) throw error;  // otherwise another agent was faster with the same thing
  }
}

async function explain(version, folder, output) {
  if (/\b(E404|ETARGET)\b/.test(output)) {
    const known = await publishedVersions(folder);
    const nearest = known.sort((a, b) => distance(a, version) - distance(b, version)).slice(0, 3).sort(compare);
    return new SdkError(`npm has no Web SDK ${version}; the nearest that it has: ${nearest.join(', ') || 'none'}`);
  }
  const said = output.trim().split('\n').slice(0, SHOWN_LINES).join('\n');
  const here = installed().join(', ');
  return new SdkError(`npm could not install the Web SDK ${version}; installed are ${here}. npm said:\n${said}`);
}

// Those that this agent drives.
async function publishedVersions(folder) {
  const { code, output } = await npm(folder, ['view', SDK, 'versions', '--json', '--loglevel=error']);
  const list = code === 0 ? output.slice(output.indexOf('[')) : '[]';
  return JSON.parse(list).filter((one) => compare(one, OLDEST) >= 0 && compare(one, NEWEST) <= 0);
}

function installed() {
  const cached = fs.existsSync(cacheFolder()) ? fs.readdirSync(cacheFolder()) : [];
  return [...cached.filter((name) => !name.startsWith('.')), PINNED].sort(compare);
}

async function npm(folder, args) {
  const child = spawn('npm', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => { output += text; });
  try {
    const [code] = await once(child, 'close');
    return { code, output };
  } catch (error) {
    throw new SdkError(`npm cannot be run (${error.message}): install it, it comes with Node.js`);
  }
}

const numbers = (version) => version.split('.').map(Number);

function compare(a, b) {
  const [left, right] = [numbers(a), numbers(b)];
  const differs = left.findIndex((number, i) => number !== right[i]);
  return differs < 0 ? 0 : left[differs] - right[differs];
}

// How far apart two versions are: the major number counts most.
function distance(a, b) {
  const weights = [1e6, 1e3, 1];
  return numbers(a).reduce((sum, number, i) => sum + Math.abs(number - numbers(b)[i]) * weights[i], 0);
}

module.exports = { PINNED, SdkError, findSdk };
