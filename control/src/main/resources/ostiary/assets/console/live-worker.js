// Listens for all pages of a browser, which has few connections to one server: one for each organization that is looked at,
// however many pages look. A page posts the address that it wants to hear of, or nothing when it is left.

import { changesAt } from './changes.js';

/** By address: the connection, and the pages that hear of it. */
const heard = new Map();

function leave(page) {
  heard.forEach(({ source, pages }, path) => {
    pages.delete(page);
    if (pages.size === 0) {
      source.close();
      heard.delete(path);
    }
  });
}

function join(page, path) {
  if (!heard.has(path)) {
    const pages = new Set();
    heard.set(path, { pages, source: changesAt(path, () => pages.forEach((one) => one.postMessage('changed'))) });
  }
  heard.get(path).pages.add(page);
}

self.addEventListener('connect', ({ ports: [page] }) => {
  page.addEventListener('message', ({ data: path }) => {
    leave(page);
    if (path) {
      join(page, path);
    }
  });
  page.start();
});
