// Keeping up: parts with data-live are fetched anew after a change, of one's own or of somebody else's.

import { signInAnew } from './api.js';
import { toast } from './messages.js';
import { clearProblems, showProblem } from './problems.js';

let waiting = 0;

/** Fetches them soon; several changes at once are one. */
export function refresh() {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    for (const part of document.querySelectorAll('[data-live]')) {
      htmx.ajax('GET', window.location.pathname + window.location.search, {
        target: `#${part.id}`,
        select: `#${part.id}`,
        swap: 'outerHTML',
      });
    }
  }, 150);
}

let stream;

window.addEventListener('pageshow', () => {
  const path = document.querySelector('meta[name="live"]')?.content;
  if (path && document.querySelector('[data-live]')) {
    stream = new EventSource(path);
    stream.addEventListener('changed', refresh);
  }
});
window.addEventListener('pagehide', () => stream?.close());

function problemOf(request) {
  try {
    return JSON.parse(request.responseText);
  } catch {
    return { detail: `The server answered ${request.status}.` };
  }
}

/** A search that is refused says why; one that meets an ended session goes to sign in. */
document.body.addEventListener('htmx:responseError', ({ detail: { xhr: request, elt: element } }) => {
  const form = element.closest('form');
  if (request.status === 401) {
    signInAnew();
  } else if (form) {
    clearProblems(form);
    showProblem(form, problemOf(request));
  } else {
    toast(problemOf(request).detail, true);
  }
});
document.body.addEventListener('htmx:sendError', () => toast('The server could not be reached.', true));
document.body.addEventListener('htmx:beforeRequest', (event) => {
  const form = event.detail.elt.closest('form');
  if (form) {
    clearProblems(form);
  }
});
