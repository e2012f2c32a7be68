// Medians and spreads of a few rounds.
'use strict';

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

// With so few rounds the whole range is told.
const spread = (values) => ({ median: median(values), least: Math.min(...values), most: Math.max(...values), n: values.length });

module.exports = { median, spread };
