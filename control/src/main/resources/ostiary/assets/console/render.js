// Shows what the API answered, in a template of the page: nothing of it is ever taken for markup.

function valueOf(answer, path) {
  return path.split('.').reduce((at, name) => at?.[name], answer) ?? null;
}

function isNothing(value) {
  return value === null || value === false || (Array.isArray(value) && value.length === 0);
}

/** As pages show them: see the fragment `status`. */
const TONES = { active: 'good', disabled: 'warn' };

/** Puts an answer into a copy of a template: data-value, data-status, data-words, data-time, data-link, data-each, data-if and data-unless. */
export function rendered(template, answer) {
  const shown = template.content.cloneNode(true);
  shown.querySelectorAll('[data-if], [data-unless]').forEach((part) => {
    const wanted = part.dataset.if ?? part.dataset.unless;
    if (isNothing(valueOf(answer, wanted)) === (part.dataset.if !== undefined)) {
      part.remove();
    }
  });
  shown.querySelectorAll('[data-value]').forEach((place) => {
    place.textContent = (place.dataset.before ?? '') + (valueOf(answer, place.dataset.value) ?? '');
  });
  shown.querySelectorAll('[data-status]').forEach((place) => {
    const status = valueOf(answer, place.dataset.status);
    place.textContent = status.charAt(0).toUpperCase() + status.slice(1);
    place.classList.add('badge', TONES[status] ?? 'bad');
  });
  shown.querySelectorAll('[data-words]').forEach((place) => {
    place.textContent = place.dataset.words.replace(/\{(\w+)\}/g, (_, name) => answer[name]);
  });
  shown.querySelectorAll('[data-time]').forEach((place) => {
    place.dateTime = valueOf(answer, place.dataset.time);
  });
  shown.querySelectorAll('[data-link]').forEach((place) => {
    place.href = place.dataset.link.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(answer[name]));
  });
  // Last: what is in them is already filled in, from the items.
  shown.querySelectorAll('template[data-each]').forEach((each) => {
    each.replaceWith(...valueOf(answer, each.dataset.each).map((item) => rendered(each, item)));
  });
  return shown;
}
