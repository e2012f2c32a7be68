// Medians and spreads of a few rounds.
'use strict';

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

// With so few rounds the whole range is told. What is no number, such as the median time of no login at all, is left out; null if
// nothing else is there.
function spread(values) {
  const known = values.filter(Number.isFinite);
  if (known.length === 0) return null;
  return { median: median(known), least: Math.min(...known), most: Math.max(...known), n: known.length };
}

module.exports = { median, spread };
