// What fields of forms say, as JSON: each by its data-as. What is blank is left out, unless data-empty says what it means.

import { tieHints } from './hints.js';
import { clearAt, sayAt } from './problems.js';

const DAY = 24 * 60 * 60 * 1000;
const SECONDS = { millisecond: 0.001, second: 1, minute: 60, hour: 3600, day: 86400 };

function pieces(field, separator) {
  const items = field.value.split(separator).map((item) => item.trim()).filter(Boolean);
  return items.length || field.dataset.empty === 'list' ? items : undefined;
}

/** A time as people write it, such as 12 hours, as the API takes it; anything else as it is, for the API to judge. */
function duration(text) {
  const parts = [...text.toLowerCase().matchAll(/([\d.]*)\s*(millisecond|second|minute|hour|day)s?\s*/g)];
  const seconds = parts.reduce((sum, [, number, unit]) => sum + Number(number || 1) * SECONDS[unit], 0);
  return parts.length && parts.map(([part]) => part).join('') === text.toLowerCase() ? `PT${Number(seconds.toFixed(3))}S` : text;
}

/** A line such as 60/minute, or nightly: 1000/12 hours. */
function limit(line) {
  const [, name, requests, window] = line.match(/^(?:([^:]*):)?\s*([^/]*)\/?(.*)$/);
  const time = window.trim();
  return { name: name?.trim() || time.toLowerCase().replace(/\s+/g, '-'), requests: Number(requests) || 0, window: duration(time) };
}

const readers = {
  text: (field) => field.value.trim() || undefined,
  /** Whatever stands there, blanks around it too. */
  exact: (field) => field.value || undefined,
  number: (field) => (field.value === '' ? undefined : Number(field.value)),
  flag: (field) => field.checked,
  list: (field) => pieces(field, /[\s,]+/),
  lines: (field) => pieces(field, '\n'),
  duration: (field) => duration(field.value.trim()) || undefined,
  limits: (field) => pieces(field, /[\n,]/)?.map(limit),
  /** Names and values with an equals sign between them. */
  labels: (field) => {
    const items = pieces(field, /[\n,]/);
    return items || field.dataset.empty === 'labels'
      ? Object.fromEntries((items ?? []).map((item) => {
        const [name, ...value] = item.split('=');
        return [name.trim(), value.join('=').trim()];
      }))
      : undefined;
  },
  seconds: (field) => (field.value === '' ? undefined : `PT${Number(field.value)}S`),
  /** Names and values with a colon between them. */
  headers: (field) => {
    const items = pieces(field, '\n')?.map((line) => line.split(':'));
    return items && Object.fromEntries(items.map(([name, ...value]) => [name.trim(), value.join(':').trim()]));
  },
  /** The end of a day, where the reader is. */
  day: (field) => (field.value === '' ? undefined : endOf(field.value)),
  /** Days from now, never, or the end of the day that the field beside it tells, where the reader is. */
  expiry: (field) => {
    if (field.value === 'never') {
      return null;
    }
    if (field.value !== 'day') {
      return field.value === '' ? undefined : new Date(Date.now() + Number(field.value) * DAY).toISOString();
    }
    return endOf(dayOf(field).value);
  },
};

function endOf(date) {
  const [year, month, day] = date.split('-').map(Number);
  return new Date(year, month - 1, day, 23, 59, 59).toISOString();
}

function dayOf(field) {
  return field.form.querySelector(`[data-day-of="${field.name}"]`);
}

function put(body, path, value) {
  const names = path.split('.');
  const last = names.pop();
  let at = body;
  for (const name of names) {
    at[name] ??= {};
    at = at[name];
  }
  at[last] = value;
}

/** A place where a key is read: its kind, and beside it its name and a header's scheme. */
function locationOf(kind) {
  const beside = (part) => kind.closest('.row').querySelector(`[data-location="${part}"]`).value.trim();
  const scheme = kind.value === 'header' ? beside('scheme') : '';
  return { [kind.value]: { name: beside('name'), ...(scheme ? { scheme } : {}) } };
}

function isSent(field) {
  return field.name && !field.matches('fieldset, button, :disabled') && field.dataset.as !== 'local'
    && !(field.type === 'radio' && !field.checked);
}

/** What a form says, as the body of a request; the button that sends it, too, when it has a name. */
export function bodyOf(form, button) {
  const body = button?.name ? { [button.name]: button.value } : {};
  for (const field of [...form.elements].filter(isSent)) {
    if (field.dataset.as === 'member') {
      body[field.name] = [...(body[field.name] ?? []), ...(field.checked ? [field.value] : [])];
      continue;
    }
    if (field.dataset.as === 'location') {
      body[field.name] = [...(body[field.name] ?? []), locationOf(field)];
      continue;
    }
    const value = readers[field.dataset.as ?? (field.type === 'checkbox' ? 'flag' : 'text')](field);
    if (value !== undefined) {
      put(body, field.name, value);
    } else if (field.dataset.empty === 'null') {
      put(body, field.name, null);
    }
  }
  return body;
}

/** Fields that matter only with a choice are there only then: data-when="name=value", or one of several: "name=value|other". */
function showWhatMatters(form) {
  for (const part of form.querySelectorAll('[data-when]')) {
    const [name, value] = part.dataset.when.split('=');
    const chosen = [...form.elements].find((field) => field.name === name && (field.type !== 'radio' || field.checked));
    const says = chosen?.type === 'checkbox' ? String(chosen.checked) : chosen?.value;
    part.hidden = !value.split('|').includes(says);
    part.querySelectorAll('input, select, textarea').forEach((field) => {
      field.disabled = part.hidden;
    });
  }
  for (const field of form.querySelectorAll('[data-as="expiry"]')) {
    const day = dayOf(field);
    day.disabled = field.value !== 'day';
    day.required = !day.disabled;
    day.closest('.field').hidden = day.disabled;
  }
  if (form.dataset.untilValid !== undefined) {
    form.querySelector('button.primary').disabled = !form.checkValidity();
  }
}

/** The date so many days from now, as fields write it. */
function dateIn(days) {
  const now = new Date();
  const then = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  return [then.getFullYear(), then.getMonth() + 1, then.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

/** A name in URLs follows the name until somebody writes another: data-slug-of="name". */
function followName(name) {
  const slug = name.form.querySelector(`[data-slug-of="${name.name}"]`);
  if (slug && !slug.dataset.own) {
    slug.value = name.value.normalize('NFKD').toLowerCase().replace(/[\u0300-\u036f]/g, '')
      .replace(/[^a-z0-9]+/g, '-').slice(0, 63).replace(/^-|-$/g, '');
  }
}

function prepare(form) {
  form.querySelectorAll('[data-future]').forEach((field) => {
    field.min = dateIn(0);
    field.value ||= field.dataset.inDays ? dateIn(Number(field.dataset.inDays)) : '';
  });
  showWhatMatters(form);
}

/** Makes the forms inside ready. */
export function prepareForms(root) {
  root.querySelectorAll('form[data-send]').forEach(prepare);
  tieHints(root);
}

/** Where a button waits for the fields, what it waits for is said as soon as a field is left. */
document.addEventListener('focusout', ({ target }) => {
  if (target.form?.dataset.untilValid !== undefined && !target.validity.valid && (target.value || target.validity.badInput)) {
    clearAt(target);
    sayAt(target, target.validationMessage);
  }
});

document.addEventListener('input', ({ target }) => {
  if (target.form?.dataset.untilValid !== undefined) {
    clearAt(target);
  }
});

for (const kind of ['input', 'change']) {
  document.addEventListener(kind, (event) => {
    if (event.target.form?.dataset.send) {
      if (event.target.dataset.slugOf) {
        event.target.dataset.own = 'yes';
      }
      followName(event.target);
      showWhatMatters(event.target.form);
    }
  });
}
