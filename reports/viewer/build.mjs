// Builds a page: one HTML file with its styles and scripts inside. Of the report's it is the template, with a placeholder where a
// run goes; it embeds no run. node build.mjs OUT.html [FOLDER], of another page of the product than this folder's
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const TARGETS = ['chrome100', 'firefox113', 'safari16.4'];  // the first with DecompressionStream, or older

// The script and the styles, each as one minified text.
async function bundle(folder) {
  const { outputFiles } = await build({
    entryPoints: [path.join(folder, 'src/main.jsx')],
    alias: { '@viewer': path.join(HERE, 'src') },  // what pages share
    nodePaths: [path.join(HERE, 'node_modules')],
    bundle: true,
    minify: true,
    write: false,
    outdir: 'out',
    format: 'iife',
    target: TARGETS,
    charset: 'utf8',
    legalComments: 'none',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  });
  const text = (ending) => outputFiles.find((file) => file.path.endsWith(ending)).text.trim();
  return { script: text('.js'), style: text('.css') };
}

const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

// Only what stands in the page may run or style it, and nothing may be fetched.
const policyOf = ({ script, style }) =>
  [
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    'img-src data:',
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
  ].join('; ');

// The page's text.
export async function buildPage(folder = HERE) {
  const parts = await bundle(folder);
  const frame = readFileSync(path.join(folder, 'src/page.html'), 'utf8');
  const values = { POLICY: policyOf(parts), STYLE: parts.style, SCRIPT: parts.script };
  return frame.replace(/\{\{(POLICY|STYLE|SCRIPT)\}\}/g, (_, name) => values[name]);
}

async function main(out, folder) {
  if (!out) throw new Error('say where the page goes: node build.mjs OUT.html [FOLDER]');
  const page = await buildPage(folder && path.resolve(folder));
  mkdirSync(path.dirname(path.resolve(out)), { recursive: true });
  writeFileSync(out, page);
  console.log(`${out}: ${(Buffer.byteLength(page) / 1024).toFixed(1)} KB`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv[2], process.argv[3]);
