// What a page speaks of: plays of scenarios, or records that others have made. The words that differ; the rest is the same.
import { counted } from './format.js';

export const isOfRecords = (head) => head.origin === 'records';

const PLAYS = {
  all: 'run',
  scenario: 'scenario',
  play: 'play',
  family: 'Family',
  searched: 'scenario, rule, code such as 31004, what was seen',
  broken: 'broken promises',
  unbroken: 'Every promise was kept, or broken as recorded',
  clean: 'Every check of every play was kept.',
  absent: 'not played with this client',
  rule: 'Demanded',
  open: (open, all) => `${open} of ${all} broken`,
  amount: (scenarios, plays) => `${counted(scenarios, 'scenario')}, ${counted(plays, 'play')}`,
};

// A record is scenario and play in one. Its checks are the causes that come into question, and the promises that were broken.
const RECORDS = {
  all: 'records',
  scenario: 'record',
  play: 'record',
  family: 'Folder',
  searched: 'file, cause, code such as 31004, what was seen',
  broken: 'causes and broken promises',
  unbroken: 'Nothing is known to be wrong',
  clean: 'Nothing is wrong in any record.',
  absent: 'not a record of this client',
  rule: 'Meaning',
  open: (open, all) => `${open} of ${all} not ruled out`,
  amount: (_, records) => counted(records, 'record'),
};

export const termsOf = (head) => (isOfRecords(head) ? RECORDS : PLAYS);

// As a heading begins.
export const capital = (word) => word[0].toUpperCase() + word.slice(1);
