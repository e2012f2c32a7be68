// Puts a run into the page's template as the product's writer does, for tests and for work on the page. It makes no run.
//   node embed.mjs TEMPLATE.html RUN.json OUT.html
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';

const PLACEHOLDER = 'REDIAL_RUN_DATA';

// The page that shows `json`, a run's text.
export function embed(template, json) {
  const parts = template.split(PLACEHOLDER);
  if (parts.length !== 2) throw new Error(`the template has ${parts.length - 1} placeholders; build it again with build.mjs`);
  return parts.join(deflateSync(json).toString('base64'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [template, run, out] = process.argv.slice(2);
  if (!out) throw new Error('say what goes where: node embed.mjs TEMPLATE.html RUN.json OUT.html');
  writeFileSync(out, embed(readFileSync(template, 'utf8'), readFileSync(run)));
}
