// Runs the steps of the composite action as GitHub's runner does: expressions, environment, outputs, what a failed step stops.
// Actions of GitHub's are not run but noted; scripts for github-script run with what the test hands in for GitHub.
'use strict';

const fs = require('node:fs');
const path = require('node:path');

const { ACTION, importFile, parse } = require('./files');

const AsyncFunction = (async () => {}).constructor;

// "${{ … }}" within `text`, and everything else as it is.
async function evaluated(text, contexts) {
  const { Evaluator, Lexer, Parser, data } = await importFile('@actions/expressions', 'dist/index.js');
  const values = JSON.parse(JSON.stringify(contexts), data.reviver);
  return String(text).replace(/\$\{\{(.*?)\}\}/g, (all, expression) => {
    const { tokens } = new Lexer(expression).lex();
    const tree = new Parser(tokens, Object.keys(contexts), []).parse();
    return new Evaluator(tree, values).evaluate().coerceString();
  });
}

class ActionRun {
  // `tree` is a Tree of stand_in.js; `env` is for the stand-in; `scripts` are the values that github-script offers.
  constructor(tree, { inputs = {}, env = {}, event = 'pull_request', scripts = {} }) {
    Object.assign(this, { tree, env, scripts, uploads: [], log: '', failed: [] });
    this.action = parse(ACTION);
    const defaults = Object.entries(this.action.inputs).map(([name, { default: value }]) => [name, value]);
    this.contexts = {
      inputs: { ...Object.fromEntries(defaults), ...inputs }, steps: {}, github: { event_name: event, token: 'secret' },
    };
    this.summary = path.join(tree.root, 'summary');
    fs.writeFileSync(this.summary, '');
  }

  async evaluatedMap(map = {}) {
    const pairs = Object.entries(map).map(async ([name, value]) => [name, await evaluated(value, this.contexts)]);
    return Object.fromEntries(await Promise.all(pairs));
  }

  // The job's conclusion: 'success' or 'failure'.
  async run() {
    for (const step of this.action.runs.steps) {
      if (this.failed.some((one) => !one['continue-on-error'])) continue;
      if (step.if && (await evaluated(step.if, this.contexts)) !== 'true') continue;
      const outputs = await this.runStep(step, await this.evaluatedMap(step.env));
      if (step.id) this.contexts.steps[step.id] = { outputs };
    }
    const outputs = Object.entries(this.action.outputs).map(([name, { value }]) => [name, value]);
    this.outputs = await this.evaluatedMap(Object.fromEntries(outputs));
    return this.failed.every((one) => one['continue-on-error']) ? 'success' : 'failure';
  }

  async runStep(step, env) {
    const here = process.cwd();
    process.chdir(this.tree.work); // where the runner is, to which paths are relative
    try {
      if (step.run) return this.runShell(step, env);
      const words = await this.evaluatedMap(step.with);
      if (step.uses.startsWith('actions/upload-artifact@')) return this.upload(words);
      const run = new AsyncFunction('require', 'process', ...Object.keys(this.scripts), words.script);
      await run(require, { env }, ...Object.values(this.scripts));
    } catch (error) {
      this.log += `${error.stack}\n`;
      this.failed.push(step);
    } finally {
      process.chdir(here);
    }
    return {};
  }

  runShell(step, env) {
    const file = path.join(this.tree.root, 'output');
    fs.writeFileSync(file, '');
    const { code, stdout, stderr } = this.tree.run(['bash', '-eo', 'pipefail', '-c', step.run], {
      ...this.env, ...env, GITHUB_OUTPUT: file, GITHUB_STEP_SUMMARY: this.summary, RUNNER_TEMP: this.tree.root,
      GITHUB_ACTION_PATH: path.join(this.tree.redial, path.dirname(ACTION)),
    });
    this.log += stdout + stderr;
    if (code !== 0) this.failed.push(step);
    const lines = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean);
    return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
  }

  upload({ path: from, name, archive }) {
    const there = fs.existsSync(path.resolve(this.tree.work, from));
    this.uploads.push({ name: archive === 'false' ? path.basename(from) : name, there });
    return { 'artifact-url': 'https://example.com/artefact' };
  }
}

module.exports = { ActionRun };
