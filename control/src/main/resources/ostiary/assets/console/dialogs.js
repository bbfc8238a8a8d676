// Dialogs: what htmx fetches into one is shown at once, and forgotten when it is closed or left.

import { prepareForms } from './fields.js';
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

/** Closes one; what was in it is gone at once. */
export function shut(dialog) {
  dialog.close();
  dialog.replaceChildren();
}

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-close]')) {
    shut(event.target.closest('dialog'));
  }
});

const dialogs = document.querySelectorAll('body > dialog');
dialogs.forEach((dialog) => dialog.addEventListener('close', () => {
  // The browser says so a frame later: by then it may be open again.
  if (!dialog.open) {
    dialog.replaceChildren();
  }
}));

/** Shows what was made where the form that made it stood; a secret is in nothing but what is on the screen. */
export function reveal(dialog, template, answer) {
  dialog.replaceChildren(rendered(template, answer));
  dialog.classList.remove('drawer');
  dialog.querySelector('h2').focus();
}

/** Neither the page that the browser keeps for going back, nor what comes after, has a secret in it. */
window.addEventListener('pagehide', () => dialogs.forEach(shut));
