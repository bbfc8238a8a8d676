// Dialogs: what htmx fetches into one is shown at once, and forgotten when it is closed or left.

import { prepareForms } from './fields.js';
import { noteOpener } from './held.js';
import { toast } from './messages.js';
import { problemOf } from './problems.js';
import { rendered } from './render.js';
import { localize } from './times.js';

/** What comes sooner is not waited for in sight. */
const SOON_MILLIS = 150;

/**
 * The dialog that was asked for and has not come: by which button, which may be gone with its list by now, in which request,
 * and the clock until it is waited for in sight.
 */
let awaited;

function show(dialog) {
  noteOpener();
  dialog.showModal();
}

/** Opens one with what stands for something that is still to come, or did not. */
function showInstead(dialog, template, words) {
  dialog.replaceChildren(document.getElementById(template).content.cloneNode(true));
  dialog.classList.toggle('drawer', awaited.button.matches('[data-opens-drawer]'));
  if (words) {
    dialog.querySelector('[data-failure]').textContent = words;
  }
  if (!dialog.open) {
    show(dialog);
  }
}

function forget() {
  clearTimeout(awaited?.clock);
  awaited?.button.removeAttribute('aria-busy');
  awaited = undefined;
}

/** A button that is waited for is not asked twice. */
document.body.addEventListener('htmx:confirm', (event) => {
  if (event.detail.elt === awaited?.button) {
    event.preventDefault();
  }
});

document.body.addEventListener('htmx:beforeRequest', ({ detail: { elt: button, target: dialog, xhr: request } }) => {
  if (dialog instanceof HTMLDialogElement) {
    forget();
    const clock = setTimeout(() => {
      button.setAttribute('aria-busy', 'true');
      if (!dialog.open) {
        showInstead(dialog, 'dialog-waiting');
      }
    }, SOON_MILLIS);
    awaited = { button, dialog, request, clock };
  }
});

/** What was waited for in sight says there why it does not come; without a session one goes to sign in. */
function fail(event) {
  const { xhr: request } = event.detail;
  if (request !== awaited?.request) {
    return;
  }
  const isInSight = awaited.dialog.querySelector('[data-waiting]');
  if (isInSight && request.status === 401) {
    awaited.dialog.close();
  } else if (isInSight) {
    event.stopImmediatePropagation();
    const words = request.status ? problemOf(request).detail : 'The server could not be reached. Close this, and try again.';
    showInstead(awaited.dialog, 'dialog-failed', words);
  }
  forget();
}

document.body.addEventListener('htmx:responseError', fail);
document.body.addEventListener('htmx:sendError', fail);

/** What was not answered ends by another event, after this one. */
document.body.addEventListener('htmx:afterRequest', ({ detail: { xhr: request } }) => {
  if (request === awaited?.request && request.status) {
    forget();
  }
});
document.body.addEventListener('htmx:sendAbort', ({ detail: { xhr: request } }) => {
  if (request === awaited?.request) {
    forget();
  }
});

document.body.addEventListener('htmx:afterSwap', (event) => {
  const { target } = event.detail;
  if (target instanceof HTMLDialogElement) {
    target.classList.toggle('drawer', Boolean(target.querySelector('[data-drawer]')));
    if (!target.open) {
      show(target);
    }
    const first = target.querySelector('[autofocus]') ?? (target.contains(document.activeElement) ? null : target.querySelector('h2'));
    first?.focus();
  }
  prepareForms(document);
  localize(document);
});

/** The dialog with a secret that was not copied yet. */
let uncopied;

/** Closes one; what was in it is gone at once. */
export function shut(dialog) {
  uncopied = undefined;
  dialog.close();
  dialog.replaceChildren();
}

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-close]')) {
    shut(event.target.closest('dialog'));
  } else if (event.target.closest('[data-copy]')) {
    uncopied = undefined;
  }
});

const dialogs = document.querySelectorAll('body > dialog');
dialogs.forEach((dialog) => {
  dialog.addEventListener('close', () => {
    // The browser says so a frame later: by then it may be open again.
    if (!dialog.open) {
      dialog.replaceChildren();
      // Who closes it while it is waited for does not want it any more.
      if (awaited?.dialog === dialog) {
        awaited.request.abort();
        forget();
      }
    }
  });
  dialog.addEventListener('cancel', (event) => {
    if (uncopied === dialog) {
      uncopied = undefined;
      event.preventDefault();
      toast('It was not copied, and is not shown again. Escape once more closes this all the same.', true);
    }
  });
});

/** Shows what was made where the form that made it stood; a secret is in nothing but what is on the screen. */
export function reveal(dialog, template, answer) {
  dialog.replaceChildren(rendered(template, answer));
  dialog.classList.remove('drawer');
  dialog.querySelector('h2').focus();
  uncopied = dialog.querySelector('[data-copy]') ? dialog : undefined;
}

/** Neither the page that the browser keeps for going back, nor what comes after, has a secret in it. */
window.addEventListener('pagehide', () => dialogs.forEach(shut));
