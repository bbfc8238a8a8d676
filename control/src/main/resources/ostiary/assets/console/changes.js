// The server's word that something of an organization was changed, as server-sent events.

/** Listens at an address, and calls after each change; what changed while the connection was lost is not told, so also then. */
export function changesAt(path, tell) {
  const source = new EventSource(path);
  let wasLost = false;
  source.addEventListener('changed', tell);
  source.addEventListener('error', () => {
    wasLost = true;
  });
  source.addEventListener('open', () => {
    if (wasLost) {
      tell();
    }
    wasLost = false;
  });
  return source;
}
