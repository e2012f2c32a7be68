// The key of the server's start. It comes with the address and leaves it at once, so that no picture of the page shows it; the
// tab keeps it for as long as it is open.

const NAME = 'redial.workbench.key';

/** The key, or null where there is none. `host`: the window, or what a test has instead. */
export function takeKey(host) {
  const given = new URLSearchParams(host.location.hash.slice(1)).get('key');
  if (given) {
    host.sessionStorage.setItem(NAME, given);
    host.history.replaceState(null, '', host.location.pathname);
  }
  return given || host.sessionStorage.getItem(NAME);
}
