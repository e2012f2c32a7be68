// Readers of report formats that are not ours: programs of the system, modules from npm, and Chromium. They say what a text
// holds, or throw what is wrong with it; what it ought to hold is said by the tests.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromPackage } from '../../unit/viewer/viewer.js';
import { blankPage } from '../viewer/page.js';
import { ROOT, newFolder } from './product.js';

const SCHEMA = fileURLToPath(new URL('junit.xsd', import.meta.url));
const PROMTOOL = path.join(ROOT, 'build/tools/promtool');
const MERMAID = fromPackage.resolve('@mermaid-js/tiny');
const A_TIME = 1_700_000_000;  // seconds; any will do

const fromAgents = createRequire(path.join(ROOT, 'agent/clients/package.json'));

function output(program, args, input = '') {
  const { status, stdout, stderr, error } = spawnSync(program, args, { input, encoding: 'utf8', maxBuffer: 64 << 20 });
  if (error) throw error;
  if (status !== 0) throw new Error(`${path.basename(program)} ${args.join(' ')} ended with ${status}: ${stderr}${stdout}`);
  return stdout;
}

let page;

// The page that parses XML and draws diagrams. Its browser is closed by the tests, with all others.
async function browserPage() {
  page ??= await blankPage();
  return page;
}

/** A document as nested {name, attributes, text, children}; `text` is that of the whole element. */
export async function readXml(text) {
  return (await browserPage()).evaluate((xml) => {
    const tree = (element) => ({
      name: element.nodeName,
      attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
      text: element.textContent,
      children: [...element.children].map(tree),
    });
    const { documentElement } = new DOMParser().parseFromString(xml, 'application/xml');
    if (documentElement.querySelector('parsererror')) throw new Error(documentElement.textContent);
    return tree(documentElement);
  }, text);
}

export const elements = (tree, name) => [
  ...(tree.name === name ? [tree] : []),
  ...tree.children.flatMap((child) => elements(child, name)),
];

/** JUnit's XML, held against its schema. */
export async function readJunit(text) {
  output('xmllint', ['--noout', '--nonet', '--schema', SCHEMA, '-'], text);
  return readXml(text);
}

/** What a schema of docs/ has against a text; empty if nothing. */
export function schemaErrors(name, text) {
  const Ajv = fromAgents('ajv');
  const schema = JSON.parse(fs.readFileSync(path.join(ROOT, 'docs', name), 'utf8'));
  const validate = new Ajv({ allErrors: true, strictTypes: false }).compile(schema);
  return validate(JSON.parse(text)) ? [] : validate.errors.map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** TAP's test points with their diagnostics, and the parser's sum. A line that is not TAP counts as failed. */
export async function readTap(text) {
  const { Parser } = await import(fromPackage.resolve('tap-parser'));
  const points = [];
  const sum = await new Promise((resolve) => {
    const parser = new Parser({ strict: true }, resolve);
    parser.on('assert', (point) => points.push(point));
    parser.end(text);
  });
  return { points, sum };
}

// GitHub's own parser.
export async function readMarkdown(text) {
  const extensions = ['table', 'autolink', 'strikethrough', 'tagfilter'].flatMap((name) => ['-e', name]);
  return readXml(output('cmark-gfm', [...extensions, '-t', 'xml'], text));
}

/** The texts of a Mermaid diagram as it is drawn, one for each line of text. */
export async function drawDiagram(text) {
  const browser = await browserPage();
  if (!(await browser.evaluate(() => 'mermaid' in window))) await browser.addScriptTag({ path: MERMAID });
  return browser.evaluate(async (source) => {
    await window.mermaid.parse(source);
    const { svg } = await window.mermaid.render('diagram', source);
    document.body.innerHTML = svg;
    return [...document.querySelectorAll('svg text')].map(({ textContent }) => textContent);
  }, text);
}

/** The linter of Prometheus has nothing to say. */
export const lintMetrics = (text) => output(PROMTOOL, ['check', 'metrics'], text);

/** The series that Prometheus itself reads from OpenMetrics, as it shows them. It keeps samples only with a time. */
export function readMetrics(text) {
  const folder = newFolder();
  const file = path.join(folder, 'metrics');
  fs.writeFileSync(file, text.replace(/^[^#\n].*$/gm, (sample) => `${sample} ${A_TIME}`));
  const blocks = path.join(folder, 'blocks');
  fs.mkdirSync(path.join(blocks, 'wal'), { recursive: true });
  output(PROMTOOL, ['tsdb', 'create-blocks-from', 'openmetrics', file, blocks]);
  return output(PROMTOOL, ['tsdb', 'dump', blocks]).split('\n').slice(0, -1);
}
