// Builds the page's template: one HTML file with its styles and scripts inside, and a placeholder where a run goes. It embeds no
// run. node build.mjs OUT.html
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const TARGETS = ['chrome100', 'firefox113', 'safari16.4'];  // the first with DecompressionStream, or older

// The script and the styles, each as one minified text.
async function bundle() {
  const { outputFiles } = await build({
    entryPoints: [path.join(HERE, 'src/main.jsx')],
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

// The template's text.
export async function buildPage() {
  const parts = await bundle();
  const frame = readFileSync(path.join(HERE, 'src/page.html'), 'utf8');
  const values = { POLICY: policyOf(parts), STYLE: parts.style, SCRIPT: parts.script };
  return frame.replace(/\{\{(POLICY|STYLE|SCRIPT)\}\}/g, (_, name) => values[name]);
}

async function main(out) {
  if (!out) throw new Error('say where the page goes: node build.mjs OUT.html');
  const page = await buildPage();
  mkdirSync(path.dirname(path.resolve(out)), { recursive: true });
  writeFileSync(out, page);
  console.log(`${out}: ${(Buffer.byteLength(page) / 1024).toFixed(1)} KB`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv[2]);
