// How a situation is played: in which host, at which of the SDK's log levels (1 errors … 4 debugging), and what is kept of it.
'use strict';

// The console is always kept.
const node = (level, ...records) => ({ host: 'node', level, records: ['console', ...records] });

// Without names: HAR and console.
const page = (level, ...records) => ({ host: 'chromium', level, records: records.length > 0 ? records : ['har', 'console'] });

module.exports = { node, page };
