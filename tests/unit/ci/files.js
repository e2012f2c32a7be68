// The files of examples/ci/ as the tests read them: texts, parsed YAML, and the modules that come with the agents' lock file.
'use strict';

const fs = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const ROOT = path.join(__dirname, '../../..');
const ACTION = 'examples/ci/github/action/action.yml';
const WORKFLOW = 'examples/ci/github/redial.yml';
const PIPELINE = 'examples/ci/gitlab/.gitlab-ci.yml';

const fromAgents = createRequire(path.join(ROOT, 'agent/clients/package.json'));
const yaml = fromAgents('yaml');

const read = (file) => fs.readFileSync(path.join(ROOT, file), 'utf8');
const parse = (file) => yaml.parse(read(file));

// A file of a package that says nothing of it in its exports, or that only an import can load.
const fileOf = (name, file) => path.join(ROOT, 'agent/clients/node_modules', name, file);
const importFile = (name, file) => import(pathToFileURL(fileOf(name, file)));

module.exports = { ACTION, PIPELINE, ROOT, WORKFLOW, fileOf, fromAgents, importFile, parse, read, yaml };
