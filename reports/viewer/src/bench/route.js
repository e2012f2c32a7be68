// Where one is in a bench: at a phase, or at the overview. The address behind the # says so.

export const phaseLink = (name) => `#/phase/${encodeURIComponent(name)}`;
export const OVERVIEW = '#/';

/** The phase of this address, by its place; -1 for the overview, and for what is no phase. */
export function phaseAt(hash, phases) {
  const part = /^#\/phase\/(.*)$/.exec(hash)?.[1];
  if (part === undefined) return -1;
  return phases.findIndex(({ name }) => phaseLink(name) === hash || name === part);
}
