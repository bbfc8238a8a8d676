// Forms and switches that change something, by the API.

import { applied, Refused, send } from './api.js';
import { reveal, shut } from './dialogs.js';
import { bodyOf } from './fields.js';
import { refresh } from './live.js';
import { toast, toastThere } from './messages.js';
import { withPasskey } from './passkeys.js';
import { clearProblems, showProblem } from './problems.js';
import { rendered } from './render.js';
import { localize } from './times.js';

/** Repeating what was sent must not do it twice: one name for what a form says, until it says something else. */
const attempts = new WeakMap();

/** A name that nothing else has; not by randomUUID, which there is on secure pages only. */
function newName() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function attemptName(form, body) {
  const text = JSON.stringify(body);
  if (attempts.get(form)?.text !== text) {
    attempts.set(form, { text, name: newName() });
  }
  return attempts.get(form).name;
}

function headersOf(form, body) {
  return {
    ...(form.dataset.once === undefined ? {} : { 'Idempotency-Key': attemptName(form, body) }),
    ...(form.dataset.ifMatch ? { 'If-Match': form.dataset.ifMatch } : {}),
  };
}

/** Where the answer to a question is shown. */
function placeOf(form) {
  return document.getElementById(`${form.dataset.show}-place`);
}

async function submit(form, button) {
  clearProblems(form);
  const [method, path] = (button?.dataset.send ?? form.dataset.send).split(' ');
  const target = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(form.elements[name].value.trim()));
  const buttons = [...form.querySelectorAll('button')];
  if (buttons.some((button) => button.ariaBusy === 'true')) {
    return;
  }
  buttons.forEach((button) => button.setAttribute('aria-busy', 'true'));
  placeOf(form)?.replaceChildren();
  try {
    const said = form.dataset.body === 'none' ? undefined : bodyOf(form, button);
    const body = form.dataset.passkey === undefined ? said : await withPasskey(said);
    done(form, button, await send(method, target, body, headersOf(form, body)));
  } catch (failure) {
    if (!(failure instanceof Refused)) {
      throw failure;
    }
    if (form.dataset.force !== undefined && failure.problem.code === form.dataset.force) {
      askToForce(form, failure.problem);
    } else {
      showProblem(form, failure.problem);
    }
  } finally {
    buttons.forEach((button) => button.removeAttribute('aria-busy'));
  }
}

/** What is in use goes only when that was read: the button says so from then on, and forces. */
function askToForce(form, problem) {
  const users = (problem.errors ?? []).map(({ remedy }) => remedy.split(':')[0]);
  showProblem(form, { detail: `${users.join(', ') || problem.detail}. It stops working there at once.` });
  form.dataset.send += '?force=true';
  form.querySelector('button.primary').textContent = 'Delete anyway';
}

/** After a change: what it made is shown, or where it was made is left; then the page catches up. */
function done(form, button, answer) {
  const { toast: said, reveal: template, go, leave } = form.dataset;
  const target = go ? go.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(answer[name])) : leave;
  if (target && target !== window.location.pathname) {
    toastThere(said && said + applied(answer));
    window.location.assign(target);
    return;
  }
  const place = placeOf(form);
  if (place) {
    place.replaceChildren(rendered(document.getElementById(form.dataset.show), answer));
    localize(place);
    return;
  }
  if (template) {
    reveal(form.closest('dialog'), document.getElementById(template), answer);
  } else if (form.closest('dialog')) {
    shut(form.closest('dialog'));
  }
  if (form.dataset.clears !== undefined) {
    form.reset();
  }
  if (said) {
    toast(button?.dataset.toast ?? said + applied(answer));
  }
  refresh();
}

document.addEventListener('submit', (event) => {
  if (event.target.dataset.send) {
    event.preventDefault();
    submit(event.target, event.submitter);
  }
});

/** A switch does at once what it says, and goes back when that is refused. */
document.addEventListener('change', async (event) => {
  const { sendOn, sendOff, toastOn, toastOff } = event.target.dataset;
  if (!sendOn) {
    return;
  }
  const isOn = event.target.checked;
  const hadFocus = document.activeElement === event.target;
  event.target.disabled = true;
  try {
    toast((isOn ? toastOn : toastOff) + applied(await send(...(isOn ? sendOn : sendOff).split(' '))));
    refresh();
  } catch (refused) {
    event.target.checked = !isOn;
    toast(refused.message, true);
  } finally {
    event.target.disabled = false;
    // What is disabled loses the focus.
    if (hadFocus && document.activeElement === document.body) {
      event.target.focus();
    }
  }
});
