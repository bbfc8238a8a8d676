// Keeping up: parts with data-live are fetched anew after a change, of one's own or of somebody else's; parts with
// data-refresh now and then.

import { signInPath, told } from './api.js';
import { changesAt } from './changes.js';
import { toast } from './messages.js';
import { clearProblems, problemOf, showProblem } from './problems.js';

let waiting = 0;

/** One request for all of them: of several at once the browser would leave some out. */
function fetchAnew(parts) {
  if (parts.length) {
    htmx.ajax('GET', window.location.pathname + window.location.search, {
      target: 'body',
      swap: 'none',
      selectOOB: parts.map(({ id }) => `#${id}`).join(','),
    }).catch(() => { /* The listeners below say it. */ });
  }
}

function live() {
  return [...document.querySelectorAll('[data-live]')];
}

/** Fetches them soon, and not while a menu in them is open; several changes at once are one. */
export function refresh() {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    if (document.querySelector('[data-live] :popover-open')) {
      refresh();
    } else {
      fetchAnew(live());
    }
  }, 150);
}

document.addEventListener('ostiary:time-has-come', refresh);

/** What may not be done any more is not offered any more, nor led to. */
document.addEventListener('ostiary:lowered', () => {
  fetchAnew([...new Set([...document.querySelectorAll('#head, #navigation'), ...live()])]);
});

let touched = Date.now();
for (const sign of ['pointermove', 'keydown', 'scroll']) {
  window.addEventListener(sign, () => { touched = Date.now(); }, { passive: true });
}

const ATTENTION = 15 * 60 * 1000;

/**
 * Parts with data-refresh are fetched anew after so many seconds: while somebody is there, so that a page left open keeps
 * no session alive, and reads nothing in them.
 */
let shownSeconds = 0;
setInterval(() => {
  shownSeconds += 1;
  if (document.hidden || Date.now() - touched > ATTENTION || document.querySelector('dialog[open]')) {
    return;
  }
  const due = [...document.querySelectorAll('[data-refresh]')].filter((part) => (
    shownSeconds % Number(part.dataset.refresh) === 0 && !part.matches(':hover, :focus-within')));
  if (due.length) {
    fetchAnew([...new Set([...due, ...live()])]);
  }
}, 1000);

/** What listens for all pages of this browser; where there is no such thing, each page listens by itself. */
const listener = window.SharedWorker && new SharedWorker('/assets/console/live-worker.js', { type: 'module' }).port;
let own;
let isListening = false;

function listen() {
  const path = document.querySelector('meta[name="live"]')?.content;
  isListening = Boolean(path) && !document.hidden && document.querySelector('[data-live]') !== null;
  if (listener) {
    listener.postMessage(isListening ? path : '');
  } else if (isListening) {
    own = changesAt(path, refresh);
  }
}

function listenNoMore() {
  listener?.postMessage('');
  own?.close();
}

listener?.addEventListener('message', refresh);
listener?.start();
window.addEventListener('pageshow', listen);
window.addEventListener('pagehide', listenNoMore);

// A page that nobody sees asks for nothing, and catches up when it is seen.
document.addEventListener('visibilitychange', () => {
  listenNoMore();
  listen();
  if (isListening) {
    refresh();
  }
});

/** A search that is refused says why; one that meets an ended session goes to sign in. */
document.body.addEventListener('htmx:responseError', ({ detail: { xhr: request, elt: element } }) => {
  const form = element.closest('form');
  if (request.status === 401) {
    // Not from a form that somebody fills in: sending it says that the session has ended.
    if (!document.querySelector('dialog[open]')) {
      window.location.assign(signInPath());
    }
  } else if (form) {
    clearProblems(form);
    showProblem(form, problemOf(request));
  } else {
    toast(told(problemOf(request)).detail, true);
  }
});
document.body.addEventListener('htmx:sendError', () => toast('The server could not be reached.', true));
document.body.addEventListener('htmx:beforeRequest', (event) => {
  const form = event.detail.elt.closest('form');
  if (form) {
    clearProblems(form);
  }
});
