// Which clock the times of events are of, in the words of the contract: the kernel's monotonic one since this boot.
'use strict';

const fs = require('node:fs');

function clockId() {
  return `${fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} monotonic`;
}

module.exports = { clockId };
