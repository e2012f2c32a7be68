// How wrong the times of a run may be, in words: what was found out before it and during it. What it amounts to stands in the
// run. Pure.
import { duration } from './format.js';

const METHODS = [
  ['known-delay', 'known delays'],
  ['kernel-timestamps', 'kernel timestamps'],
];

// By one method, the worst of its delays; nothing where the machine does not give it.
const worstOf = (calibration, method) =>
  calibration.filter((one) => one.method === method && one.n > 0).reduce((worst, { ms }) => Math.max(worst, ms.p95), -1);

function calibrated(calibration) {
  if (!calibration) return 'not calibrated';
  return METHODS.map(([method, words]) => {
    const worst = worstOf(calibration, method);
    return worst < 0 ? `${words} not given` : `${words} ${duration(worst)}`;
  }).join(', ');
}

// "0.31 ms, 19 times of 20 by less: known delays 0.04 ms, kernel timestamps 0.03 ms, lag 0.31 ms"; nothing where nothing was
// found out.
export function instrumentError({ instrument_error_ms: error, calibration, lag }) {
  if (error === undefined) return undefined;
  const parts = [calibrated(calibration), lag && `lag ${duration(lag.ms.p95)}`].filter(Boolean);
  return `${duration(error)}, 19 times of 20 by less: ${parts.join(', ')}`;
}

// Why the run's latencies say nothing; nothing if they do.
export function whyInconclusive({ lag }) {
  if (!lag?.exceeded) return undefined;
  return (
    `The latencies are inconclusive: the machine woke threads ${duration(lag.ms.p99)} late or more, once in 100 times; ` +
    `the bound is ${duration(lag.bound_ms)}.`
  );
}
