// A tree as CI checks it out: examples/ci/ as it is, and in place of `redial` a script that plays nothing, notes the words it is
// called with, and ends as the test wants it to.
'use strict';

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const { ROOT } = require('./files');

const REDIAL = `#!/usr/bin/env bash
here=$(dirname "\${BASH_SOURCE[0]}")
printf '%s\\n' "$*" >>"$here/calls"
case $1 in
  version) exit "\${VERSION_CODE:-0}" ;;
  compare) echo "p50 12 % slower"; exit "\${COMPARE_CODE:-0}" ;;
esac
out=$3
echo "::error::printed by a client"
echo "redial: said on stderr" >&2
if [[ \${RUN_CODE:-0} != 2 ]]; then
  echo '<p>page</p>' >"$out/report.html"
  echo '{}' >"$out/run.json"
  echo '## 1 passed' >"$out/summary.md"
  cp "\${JUNIT:-/dev/null}" "$out/junit.xml"
fi
exit "\${RUN_CODE:-0}"
`;

class Tree {
  constructor(t) {
    this.root = fs.mkdtempSync(path.join(os.tmpdir(), 'redial-ci-'));
    t.after(() => fs.rmSync(this.root, { recursive: true }));
    this.work = path.join(this.root, 'work'); // the repository of the user
    fs.mkdirSync(this.work);
    this.redial = path.join(this.root, 'redial');
    fs.cpSync(path.join(ROOT, 'examples/ci'), path.join(this.redial, 'examples/ci'), { recursive: true });
    fs.writeFileSync(path.join(this.redial, 'redial'), REDIAL, { mode: 0o755 });
  }

  // A command in the user's repository, with nothing in its environment but what is given.
  run(command, env = {}) {
    const { status, stdout, stderr } = spawnSync(command[0], command.slice(1), {
      cwd: this.work, encoding: 'utf8', env: { PATH: process.env.PATH, ...env },
    });
    return { code: status, stdout, stderr };
  }

  play(env) {
    return this.run([path.join(this.redial, 'examples/ci/play.sh')], env);
  }

  // The words of every call of redial, in order.
  calls() {
    return fs.readFileSync(path.join(this.redial, 'calls'), 'utf8').trimEnd().split('\n');
  }

  file(name) {
    const file = path.join(this.work, name);
    return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
  }

  write(name, text) {
    fs.writeFileSync(path.join(this.work, name), text);
  }
}

module.exports = { Tree };
