// Dialogs: what htmx fetches into one is shown at once, and forgotten when it is closed or left.

import { prepareForms } from './fields.js';
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

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-close]')) {
    event.target.closest('dialog').close();
  }
});

const dialogs = document.querySelectorAll('body > dialog');
dialogs.forEach((dialog) => dialog.addEventListener('close', () => dialog.replaceChildren()));

/** Shows a secret where the form that made it stood: in nothing but what is on the screen. */
export function revealSecret(dialog, template, answer) {
  const shown = template.content.cloneNode(true);
  shown.querySelectorAll('[data-value]').forEach((place) => {
    const value = answer[place.dataset.value];
    place.textContent = value ?? '';
    if (value === undefined || value === null) {
      place.closest('[data-part]')?.remove();
    }
  });
  dialog.replaceChildren(shown);
  dialog.classList.remove('drawer');
  dialog.querySelector('h2').focus();
}

/** Neither the page that the browser keeps for going back, nor what comes after, has a secret in it. */
window.addEventListener('pagehide', () => dialogs.forEach((dialog) => {
  dialog.close();
  dialog.replaceChildren();
}));
