// The page's address behind the #: which page, of which play, with which filter. A link to anything can be kept and sent on.
import { useEffect, useState } from 'preact/hooks';

/** @typedef {{page: string, client: string, scenario: string, parameters: URLSearchParams}} Route */

const PAGES = ['scenarios', 'findings', 'differences', 'changes', 'latency', 'play'];

function decoded(part = '') {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** @returns {Route} */
export function parseRoute(hash) {
  const [path, query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [page, client, scenario] = path.split('/').map(decoded);
  return {
    page: PAGES.includes(page) ? page : 'scenarios',
    client: client ?? '',
    scenario: scenario ?? '',
    parameters: new URLSearchParams(query),
  };
}

function withQuery(path, parameters) {
  const query = parameters?.toString();
  return query ? `${path}?${query}` : path;
}

export const pageLink = (page, parameters) => withQuery(page === 'scenarios' ? '#/' : `#/${page}`, parameters);

// `repeat` counts plays of the same scenario with the same client; `event` is a sequence number, `at` a time of the play in ms.
export function playLink(client, scenario, { repeat = 1, event, at } = {}) {
  const parameters = new URLSearchParams();
  if (repeat > 1) parameters.set('repeat', repeat);
  if (event !== undefined) parameters.set('event', event);
  if (at !== undefined) parameters.set('at', at);
  return withQuery(`#/play/${encodeURIComponent(client)}/${encodeURIComponent(scenario)}`, parameters);
}

export const linkTo = (play, more) => playLink(play.client.label, play.scenario.id, { repeat: play.repeat, ...more });

// Goes to a link; `replace` leaves no step in the history behind.
export function go(link, { replace = false } = {}) {
  if (link === window.location.hash) return;
  if (!replace) {
    window.location.hash = link;
    return;
  }
  window.history.replaceState(window.history.state, '', link);
  window.dispatchEvent(new Event('hashchange'));
}

/** The address behind the #, as it is now. */
export function useHash() {
  const [hash, setHash] = useState(window.location.hash);
  useEffect(() => {
    const take = () => setHash(window.location.hash);
    window.addEventListener('hashchange', take);
    return () => window.removeEventListener('hashchange', take);
  }, []);
  return hash;
}

/** @returns {Route} */
export const useRoute = () => parseRoute(useHash());
