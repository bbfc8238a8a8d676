// Dialogs: what htmx fetches into one is shown at once, and forgotten when it is closed or left.

import { prepareForms } from './fields.js';
import { toast } from './messages.js';
import { rendered } from './render.js';
import { localize } from './times.js';

document.body.addEventListener('htmx:afterSwap', (event) => {
  const { target } = event.detail;
  if (target instanceof HTMLDialogElement) {
    target.classList.toggle('drawer', Boolean(target.querySelector('[data-drawer]')));
    if (!target.open) {
      target.showModal();
    }
    target.querySelector('[autofocus]')?.focus();
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
