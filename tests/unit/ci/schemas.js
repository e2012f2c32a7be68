// What GitHub and GitLab take: their own schemas, asked about a text. An empty list says that it is taken.
'use strict';

const { register } = require('node:module');
const { pathToFileURL } = require('node:url');

const { fromAgents, importFile, yaml } = require('./files');

register('./json_modules.mjs', pathToFileURL(__filename));
const parser = (file) => importFile('@actions/workflow-parser', `dist/${file}.js`);

const NO_TRACE = { info() {}, verbose() {}, error() {} };
const errorsOf = (context) => context.errors.getErrors().map(({ message }) => message);

// Errors in a composite action.
async function checkAction(text) {
  const { convertActionTemplate, parseAction } = await parser('actions/index');
  const { context, value } = parseAction({ name: 'action.yml', content: text }, NO_TRACE);
  if (value) convertActionTemplate(context, value);
  return errorsOf(context);
}

// Errors in a workflow: of its form, and of what its jobs refer to.
async function checkWorkflow(text) {
  const { convertWorkflowTemplate, parseWorkflow } = await parser('index');
  const { context, value } = parseWorkflow({ name: 'redial.yml', content: text }, NO_TRACE);
  if (value) await convertWorkflowTemplate(context, value);
  return errorsOf(context);
}

// Errors in a pipeline of GitLab's.
async function checkPipeline(text) {
  const Ajv = fromAgents('ajv');
  const { schema } = await importFile('gitlab-ci-local', 'src/schema/schema.js');
  const lenient = { strictTypes: false, allowUnionTypes: true, validateFormats: false, keywords: ['markdownDescription'] };
  const validate = new Ajv({ allErrors: true, ...lenient }).compile(schema);
  return validate(yaml.parse(text)) ? [] : validate.errors.map(({ instancePath, message }) => `${instancePath} ${message}`);
}

module.exports = { checkAction, checkPipeline, checkWorkflow };
