// Where a client has its data: a directory of its own, and beside it the byte that tells ../storage_condition its condition. It
// knows databases by their names alone, and does not look into them.
'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const BYTES = { intact: 'i', 'read-only': 'r', full: 'f' };  // conditions that hold until changed
const DAMAGES = { corrupt: overwrite, missing: fs.unlinkSync };
const DATABASE = /(^|\/)storage_cipher\.db(-wal|-shm|-journal)?$/;  // of messages; that of its log is there from the start
const GARBAGE = 0xa5;
const REMOVAL = { recursive: true, force: true, maxRetries: 5 };  // a killed process may write until the kernel has it

class DataDirectory {
  static make() {
    const made = new DataDirectory(fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'redial-native-')));
    fs.mkdirSync(made.path);
    fs.writeFileSync(made.conditionFile, BYTES.intact);
    return made;
  }

  // One that was made before, by the name of its root.
  constructor(root) {
    this.root = root;
    this.path = path.join(root, 'data');
    this.conditionFile = path.join(root, 'condition');
  }

  static get conditions() {
    return [...Object.keys(BYTES), ...Object.keys(DAMAGES)];
  }

  // To one of the conditions. An error in words if there is no database to damage.
  set(condition) {
    if (condition in BYTES) return put(this.conditionFile, BYTES[condition]);
    const names = fs.readdirSync(this.path, { recursive: true }).filter((name) => DATABASE.test(name));
    if (names.length === 0) return 'there is no database yet: connect the client first';
    for (const name of names) DAMAGES[condition](path.join(this.path, name));
    return undefined;
  }

  async remove() {
    await fs.promises.rm(this.root, REMOVAL);
  }

  // Also from within the process whose data they are, and if they are gone.
  removeAtOnce() {
    if (fs.existsSync(this.conditionFile)) this.set('intact');
    fs.rmSync(this.root, REMOVAL);
  }
}

function overwrite(file) {
  put(file, Buffer.alloc(fs.statSync(file).size, GARBAGE));
}

// In place: a process that has mapped the file must not find it empty in between.
function put(file, bytes) {
  fs.writeFileSync(file, bytes, { flag: 'r+' });
}

module.exports = { DataDirectory };
