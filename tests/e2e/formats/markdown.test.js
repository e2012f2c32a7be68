// Markdown as GitHub's own parser reads it, and its diagram as Mermaid draws it: whole tables, names as they are, and links
// that lead somewhere.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { closeBrowser } from '../viewer/page.js';
import { ROOT, removeFolders } from './product.js';
import * as readers from './readers.js';
import { AWKWARD, everyReport, results } from './reports.js';

after(closeBrowser);
after(removeFolders);

const sum = (numbers) => numbers.reduce((all, number) => all + number, 0);

// Joiners keep GitHub from taking a name for a person or an issue. They have no width, and are no part of the name.
const withoutJoiners = (text) => text.replaceAll('\u2060', '');

// What is read of it: tags within it are not, and its own elements stand on lines of their own.
const words = ({ name, text, children }) => (['text', 'code'].includes(name) ? text : children.map(words).join(''));
const cells = (row) => readers.elements(row, 'table_cell').map((cell) => withoutJoiners(words(cell)));

function tables(tree) {
  return readers.elements(tree, 'table').map(({ children }) => children.map(cells));
}

// GFM cuts a row at each "|" that no "\" stands before.
const columnsOf = (row) => row.replaceAll(/\\./g, '').split('|').length;

function assertWholeTables(text) {
  const rows = text.split('\n');
  rows.forEach((row, i) => {
    if (row.startsWith('|') && rows[i - 1]?.startsWith('|')) assert.equal(columnsOf(row), columnsOf(rows[i - 1]), row);
  });
}

everyReport('Markdown: one title, and rows as wide as their table', async ({ read }) => {
  const tree = await readers.readMarkdown(read('markdown'));
  const titles = readers.elements(tree, 'heading').filter(({ attributes }) => attributes.level === '1');
  assert.equal(titles.length, 1);
  assert.match(titles[0].text, /Redial: /);
  assert.equal(tables(tree).length, read('markdown').match(/^\|-/gm).length);
  assertWholeTables(read('markdown'));
});

test('Markdown of a comparison: rows as wide as their table', async () => {
  const text = fs.readFileSync(path.join(ROOT, 'tests/golden/expected/changes.md'), 'utf8');
  assertWholeTables(text);
  const [changes, metrics] = tables(await readers.readMarkdown(text));
  const clients = 'rongcloud-web 5.37.1 -> 5.38.0 (web, node v20.20.2)';
  assert.deepEqual(changes[1].slice(0, 3), ['token/expired', clients, 'pass -> fail']);
  assert.ok(metrics.every((row) => row.length === metrics[0].length));
});

everyReport('Markdown: the counts and the broken promises are those of the run', async ({ read, run }) => {
  const [counts, broken = []] = tables(await readers.readMarkdown(read('markdown')));
  const column = (name) => sum(counts.slice(1).map((row) => Number(row[counts[0].indexOf(name)])));
  assert.deepEqual(
    ['passed', 'failed', 'known', 'inconclusive', 'warned'].map(column),
    ['pass', 'fail', 'known', 'inconclusive', 'warning'].map((verdict) => results(run, verdict).length),
  );
  const first = results(run, 'fail').slice(0, 1);
  for (const { scenario, client } of first) {
    assert.deepEqual(broken[0], ['scenario', 'client', 'demanded', 'seen']);
    assert.deepEqual(broken[1].slice(0, 2), [scenario, `${client.name} ${client.version}`]);
  }
});

everyReport('Markdown: the source of the first breach is linked, where it is', async ({ read, run }) => {
  const first = results(run, 'fail')[0]?.checks.find(({ verdict }) => verdict === 'fail');
  const source = first ? run.rules[first.rule].source : '';
  const tree = await readers.readMarkdown(read('markdown'));
  const links = readers.elements(tree, 'link').map(({ attributes }) => attributes.destination);
  for (const address of source.match(/https:\/\/[^\s(),;]+/g) ?? []) assert.ok(links.includes(address), `${address} of ${links}`);
});

const diagrams = (tree) => readers.elements(tree, 'code_block').filter(({ attributes }) => attributes.info === 'mermaid');

everyReport('Markdown: Mermaid draws the diagram of the first breach', async ({ read, run }, name) => {
  const drawn = diagrams(await readers.readMarkdown(read('markdown')));
  const failed = results(run, 'fail');
  assert.equal(drawn.length, failed.length > 0 ? 1 : 0);
  if (drawn.length === 0) return;
  const texts = await readers.drawDiagram(drawn[0].text);
  const { id } = failed[0].checks.find(({ verdict }) => verdict === 'fail');
  for (const text of ['App', 'Server']) assert.ok(texts.includes(text), text);
  assert.ok(texts.some((text) => text.includes(`broken here: ${id}`)), texts.join('\n'));
  if (name.includes('everywhere')) assert.ok(texts.some((text) => text === `alice${AWKWARD}`), texts.join('\n'));
});
