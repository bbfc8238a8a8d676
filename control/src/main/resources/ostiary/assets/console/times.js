// Dates and numbers as the reader writes them, in the reader's zone; the exact instant is in the title. Words are in the
// language of the page, with the reader's digits.

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });
const styles = {
  day: new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }),
  minute: new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }),
};
const numbers = new Intl.NumberFormat();
const words = `${document.documentElement.lang}-u-nu-${numbers.resolvedOptions().numberingSystem}`;
const relative = new Intl.RelativeTimeFormat(words, { numeric: 'auto', style: 'short' });
const lengths = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3 });
const DAY = 24 * 60 * 60;

/** From how many seconds on a unit tells it best, and how many it has. */
const UNITS = [
  ['year', 730 * DAY, 365.25 * DAY],
  ['month', 100 * DAY, 30.44 * DAY],
  ['day', DAY, DAY],
  ['hour', 3600, 3600],
  ['minute', 60, 60],
  ['second', 0, 1],
];

/** How long ago, or until when: whole hours and less are those that have passed, days and more the nearest. */
function distance(time) {
  const seconds = (time - Date.now()) / 1000;
  const [unit, , size] = UNITS.find(([, from]) => Math.abs(seconds) >= from);
  return relative.format((size < DAY ? Math.trunc : Math.round)(seconds / size), unit);
}

/** How long something took, in the unit that suits it. */
export function took(millis) {
  return millis < 1000 ? `${lengths.format(millis)} ms` : `${lengths.format(millis / 1000)} s`;
}

/** A sentence of the server with its numbers as the reader writes them; what ends in `ms` is how long something took. */
export function withNumbers(sentence) {
  return sentence.replace(/(\d+(?:\.\d+)?)( ms\b)?/g, (_, number, isTime) => (
    isTime ? took(Number(number)) : numbers.format(Number(number))));
}

/** From that time until so many seconds later. */
export function stretch(start, seconds) {
  return styles.minute.formatRange(start, new Date(start.getTime() + seconds * 1000));
}

function writeTime(element, time) {
  const text = styles[element.dataset.style]?.format(time) ?? distance(time);
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Writes what stands inside as the reader would. */
export function localize(root) {
  root.querySelectorAll('time[datetime]').forEach((element) => {
    const time = new Date(element.dateTime);
    writeTime(element, time);
    element.title = `${exact.format(time)} (${element.dateTime})`;
  });
  root.querySelectorAll('[data-number]').forEach((element) => {
    element.textContent = numbers.format(Number(element.dataset.number));
  });
  root.querySelectorAll('[data-millis]').forEach((element) => {
    element.textContent = took(Number(element.dataset.millis));
  });
}

/** Times go on while they are looked at. When one of them comes, the page learns of it: what ended then looks different. */
let checked = Date.now();
setInterval(() => {
  if (document.hidden) {
    return;
  }
  const now = Date.now();
  let hasCome = false;
  document.querySelectorAll('time[datetime]').forEach((element) => {
    const time = new Date(element.dateTime);
    hasCome ||= checked < time && time <= now;
    writeTime(element, time);
  });
  checked = now;
  if (hasCome) {
    document.dispatchEvent(new Event('ostiary:time-has-come'));
  }
}, 1000);

/** Days that a list is narrowed by begin and end where the reader is; the server is asked for instants. */
function instantOf(field) {
  const [year, month, day] = field.value.split('-').map(Number);
  return new Date(year, month - 1, day + (field.dataset.instant === 'end' ? 1 : 0)).toISOString();
}

document.querySelectorAll('[data-instant]').forEach((field) => {
  const time = new Date(field.dataset.value || NaN);
  if (!Number.isNaN(time.getTime())) {
    const day = new Date(time.getTime() - (field.dataset.instant === 'end' ? 1 : 0));
    field.value = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  }
});

document.body.addEventListener('htmx:configRequest', ({ detail: { elt: element, parameters } }) => {
  element.querySelectorAll('[data-instant]').forEach((field) => {
    if (field.value) {
      parameters[field.name] = instantOf(field);
    }
  });
});
