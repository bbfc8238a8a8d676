// Rows of a form that one adds and takes away: the places where a key is read.

import { describe } from './hints.js';

/** A header alone has a scheme; places that give keys away say so. */
function fit(row) {
  const choice = row.querySelector('select');
  const kind = choice.value;
  row.querySelector('[data-location="scheme"]').hidden = kind !== 'header';
  row.querySelectorAll('[data-risk]').forEach((words) => {
    words.hidden = words.dataset.risk !== kind;
  });
  describe(choice, [...row.querySelectorAll('[data-risk]:not([hidden])')]);
}

function fitAll() {
  document.querySelectorAll('form .row').forEach(fit);
}

document.body.addEventListener('htmx:afterSwap', fitAll);

document.addEventListener('change', (event) => {
  if (event.target.closest('.row')) {
    fitAll();
  }
});

document.addEventListener('click', ({ target }) => {
  const adding = target.closest('[data-add-row]');
  if (adding) {
    adding.before(document.getElementById(adding.dataset.addRow).content.cloneNode(true));
    fitAll();
    adding.previousElementSibling.querySelector('select').focus();
  }
  const row = target.closest('[data-remove-row]')?.closest('.row');
  if (row) {
    const next = row.closest('fieldset').querySelector('[data-add-row]');
    row.remove();
    next.focus();
  }
});
