// A client's data directory: its condition, and what damage does to databases.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { dataFolders, source } = require('./native_agent');

const { DataDirectory } = source('data_directory');

// One with files below it.
function make(t, names = []) {
  const data = DataDirectory.make();
  t.after(() => data.removeAtOnce());
  const files = names.map((name) => path.join(data.path, name));
  for (const file of files) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, 'SQLite');
  }
  return { data, files };
}

const condition = (data) => fs.readFileSync(data.conditionFile, 'utf8');

test('a new one is empty and intact', (t) => {
  const { data } = make(t);
  assert.deepEqual(fs.readdirSync(data.path), []);
  assert.equal(condition(data), 'i');
});

test('its condition is one byte, in the same file all along', (t) => {
  const { data } = make(t);
  const { ino } = fs.statSync(data.conditionFile);
  for (const [name, byte] of [['read-only', 'r'], ['full', 'f'], ['intact', 'i']]) {
    assert.equal(data.set(name), undefined);
    assert.equal(condition(data), byte);
  }
  assert.equal(fs.statSync(data.conditionFile).ino, ino);
});

test('one that another process has made keeps its condition', (t) => {
  const { data } = make(t);
  data.set('full');
  const same = new DataDirectory(data.root);
  assert.equal(same.path, data.path);
  assert.equal(condition(same), 'f');
});

test('corrupt overwrites databases of messages with as much garbage, and nothing else', (t) => {
  const names = ['u1/storage_cipher.db', 'u1/storage_cipher.db-wal', 'rclog/rlogs_cipher.db', 'navi-cache.json'];
  const { data, files } = make(t, names);
  assert.equal(data.set('corrupt'), undefined);
  for (const file of files.slice(0, 2)) assert.deepEqual(fs.readFileSync(file), Buffer.alloc(6, 0xa5));
  for (const file of files.slice(2)) assert.equal(fs.readFileSync(file, 'utf8'), 'SQLite');
});

test('missing deletes databases of messages and nothing else', (t) => {
  const { data, files: [database, other] } = make(t, ['u1/storage_cipher.db', 'navi-cache.json']);
  assert.equal(data.set('missing'), undefined);
  assert.deepEqual([database, other].map(fs.existsSync), [false, true]);
});

test('without a database there is none to damage', (t) => {
  const { data } = make(t, ['rclog/rlogs_cipher.db']);
  const refusal = 'there is no database yet: connect the client first';
  for (const damage of ['corrupt', 'missing']) assert.equal(data.set(damage), refusal);
});

test('nothing of it is left when it is removed', async () => {
  for (const remove of ['remove', 'removeAtOnce']) await DataDirectory.make()[remove]();
  assert.deepEqual(dataFolders(), []);
});
