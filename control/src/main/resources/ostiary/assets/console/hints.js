// What stands below a field is heard with it, too: hints, and what is wrong.

let named = 0;

/** The texts that are heard with a field. */
export function textsOf(field) {
  const ids = (field.getAttribute('aria-describedby') ?? '').split(' ');
  return ids.map((id) => document.getElementById(id)).filter(Boolean);
}

/** Lets these be what is heard with a field. */
export function describe(field, texts) {
  for (const text of texts.filter(({ id }) => !id)) {
    named += 1;
    text.id = `said-${named}`;
  }
  if (texts.length) {
    field.setAttribute('aria-describedby', texts.map(({ id }) => id).join(' '));
  } else {
    field.removeAttribute('aria-describedby');
  }
}

/** What a hint is about: its field, its group, or every field of what unfolds. */
function subjectsOf(hint) {
  const place = hint.closest('.field, fieldset, details');
  if (!place || place.localName === 'fieldset') {
    return place ? [place] : [];
  }
  const fields = [...place.querySelectorAll('input:not([type="hidden"]), select, textarea')];
  return place.localName === 'details' ? fields : fields.slice(0, 1);
}

/** Ties the hints inside to what they are about. Those of rows come and go: see rows.js. */
export function tieHints(root) {
  for (const hint of root.querySelectorAll('.hint:not(.row .hint)')) {
    subjectsOf(hint).filter((field) => !textsOf(field).includes(hint)).forEach((field) => {
      describe(field, [...textsOf(field), hint]);
    });
  }
}
