// What is wrong is said where it is wrong, and what was typed stays.

import { signInPath } from './api.js';
import { describe, textsOf } from './hints.js';

/** Takes back what was said at a field. */
export function clearAt(field) {
  const wrong = textsOf(field).filter((text) => text.matches('.wrong'));
  describe(field, textsOf(field).filter((text) => !wrong.includes(text)));
  wrong.forEach((text) => text.remove());
  field.removeAttribute('aria-invalid');
}

/** Takes back what was said before. */
export function clearProblems(form) {
  form.querySelectorAll('[aria-invalid]').forEach(clearAt);
  form.querySelectorAll('.wrong').forEach((text) => text.remove());
}

function fieldOf(form, name) {
  const plain = name.replace(/\[.*$/, '');
  return [...form.elements].find((field) => field.type !== 'hidden' && !field.matches(':disabled')
    && ([name, plain].includes(field.name) || field.name.startsWith(`${plain}.`)));
}

/** Says at a field what is wrong with it. */
export function sayAt(field, remedy) {
  const text = document.createElement('p');
  text.className = 'wrong';
  text.textContent = `${remedy.charAt(0).toUpperCase()}${remedy.slice(1).replace(/\.$/, '')}.`;
  field.setAttribute('aria-invalid', 'true');
  field.closest('details')?.setAttribute('open', '');
  (field.closest('.field, fieldset') ?? field.parentElement).append(text);
  describe(field, [text, ...textsOf(field)]);
}

function sayAbove(form, words, status) {
  const text = document.createElement('p');
  text.className = 'banner bad wrong';
  text.setAttribute('role', 'alert');
  text.textContent = words;
  if (status === 401) {
    const way = Object.assign(document.createElement('a'), { href: signInPath(), target: '_blank', textContent: 'Sign in' });
    text.append(' ', way);
  }
  form.prepend(text);
  text.scrollIntoView({ block: 'nearest' });
}

/** The wrong fields by name. What is taken belongs to the field that the form says: data-conflict="code:field code:field". */
function errorsOf(form, problem) {
  const [, field] = (form.dataset.conflict ?? '').split(' ')
    .map((conflict) => conflict.split(':'))
    .find(([code]) => code === problem.code) ?? [];
  return problem.errors ?? (field ? [{ field, remedy: problem.detail }] : []);
}

/** Says at each field what is wrong with it, and above the form what belongs to none. */
export function showProblem(form, problem) {
  const errors = errorsOf(form, problem);
  const [first] = errors.map(({ field, remedy }) => [fieldOf(form, field), remedy])
    .filter(([field]) => field)
    .map(([field, remedy]) => {
      sayAt(field, remedy);
      return field;
    });
  const elsewhere = errors.filter(({ field }) => !fieldOf(form, field)).map(({ field, remedy }) => `${field}: ${remedy}.`);
  if (!first || elsewhere.length) {
    sayAbove(form, [problem.detail, ...elsewhere].join(' '), problem.status);
  }
  first?.focus();
}

/** What htmx was refused. */
export function problemOf(request) {
  try {
    return JSON.parse(request.responseText);
  } catch {
    return { detail: `The server answered ${request.status}.` };
  }
}
