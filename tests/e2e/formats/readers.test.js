// The readers refuse what is broken: a format that they take has been looked at.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { closeBrowser } from '../viewer/page.js';
import { FILES, ROOT, removeFolders } from './product.js';
import * as readers from './readers.js';

after(closeBrowser);
after(removeFolders);

const LIMIT = { timeout: 300_000 };  // a busy machine is slow, not wrong
const golden = (format) => fs.readFileSync(path.join(ROOT, 'tests/golden/expected', FILES[format]), 'utf8');

// The golden text with its first `from` put otherwise.
function spoilt(format, from, to) {
  const text = golden(format);
  assert.ok(text.includes(from), from);
  return text.replace(from, to);
}

test('JUnit with an element, an attribute or a figure that is none', LIMIT, async () => {
  const unknown = [
    ['<properties>', '<remark/><properties>'],
    ['classname=', 'class='],
    ['time="10.535"', 'time="10 s"'],
    ['tests="15"', ''],
    ['</testsuites>', ''],
  ];
  for (const [from, to] of unknown) await assert.rejects(readers.readJunit(spoilt('junit', from, to)), /xmllint/, from);
});

test('JSON with an unknown key', () => {
  assert.notDeepEqual(readers.schemaErrors('run.schema.json', spoilt('json', '"seed"', '"sead"')), []);
});

test('TAP with a stray line, a plan too short, or diagnostics that are no YAML', LIMIT, async () => {
  const errors = async (text) => (await readers.readTap(text)).sum.failures.filter(({ tapError }) => tapError);
  assert.deepEqual(await errors(golden('tap')), []);
  assert.notDeepEqual(await errors(spoilt('tap', 'ok 2', 'fine 2')), []);
  assert.notDeepEqual(await errors(spoilt('tap', '1..15', '1..14')), []);
  assert.notDeepEqual(await errors(spoilt('tap', 'verdict: "fail"', 'verdict: "fail')), []);
});

test('metrics without help, of a type twice, or with a label that does not end', () => {
  assert.throws(() => readers.lintMetrics(spoilt('openmetrics', '# HELP redial_results Results of the run by verdict.\n', '')));
  assert.throws(() => readers.lintMetrics(spoilt('openmetrics', '# TYPE redial_results', '# TYPE redial_build_info')));
  assert.throws(() => readers.readMetrics(spoilt('openmetrics', 'verdict="pass"}', 'verdict="pass}')));
  assert.throws(() => readers.readMetrics(spoilt('openmetrics', '# EOF\n', '')));
});

test('a diagram with an arrow that is none', LIMIT, async () => {
  const diagram = (arrow) => `sequenceDiagram\n  participant a as A\n  a${arrow}a: x\n`;
  assert.ok((await readers.drawDiagram(diagram('->>'))).includes('x'));
  await assert.rejects(readers.drawDiagram(diagram('~>')), /Parse error/);
});
