// Saying what happened, and copying.

import { copied } from './clipboard.js';

/** Says it to who listens to the page. */
export function announce(text) {
  document.getElementById('announcer').textContent = text;
}

const place = document.getElementById('toasts');

function drop(box) {
  box.remove();
  if (!place.hasChildNodes()) {
    place.hidePopover();
  }
}

/** Takes one away after some time, and none while somebody is at them. */
function leaveAfter(milliseconds, box) {
  setTimeout(() => {
    if (place.matches(':hover, :focus-within')) {
      leaveAfter(2000, box);
    } else {
      drop(box);
    }
  }, milliseconds);
}

function dismissal(box) {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'quiet small', textContent: '✕' });
  button.ariaLabel = 'Dismiss';
  button.addEventListener('click', () => {
    drop(box);
    document.getElementById('main').focus({ preventScroll: true });
  });
  return button;
}

/** Says it in the corner for some seconds. */
export function toast(text, isBad = false) {
  const box = document.createElement('div');
  box.className = isBad ? 'toast bad' : 'toast';
  box.append(Object.assign(document.createElement('p'), { textContent: text }), dismissal(box));
  place.append(box);
  // Shown anew, it is above a dialog that was opened since.
  if (place.matches(':popover-open')) {
    place.hidePopover();
  }
  place.showPopover();
  announce(text);
  leaveAfter(isBad ? 12000 : 6000, box);
}

const LEFT = 'ostiary-toast';

/** Says it on the page that one goes to. */
export function toastThere(text = '') {
  sessionStorage.setItem(LEFT, text);
}

if (sessionStorage.getItem(LEFT)) {
  toast(sessionStorage.getItem(LEFT));
}
sessionStorage.removeItem(LEFT);

/** How long a button says what it did. */
const COPIED_MILLIS = 4000;

/** The button that copied what is in the clipboard, with its own word and the clock until it has it again. */
let marked;

/** Gives the button its own word again. */
export function unmarkCopied() {
  if (marked) {
    clearTimeout(marked.clock);
    marked.button.textContent = marked.label;
    marked = undefined;
  }
}

/** Says at the button that it has copied, for some seconds or until another one does. */
export function markCopied(button) {
  unmarkCopied();
  marked = { button, label: button.textContent, clock: setTimeout(unmarkCopied, COPIED_MILLIS) };
  button.textContent = 'Copied';
  announce('Copied');
}

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  if (!button) {
    return;
  }
  const source = document.getElementById(button.dataset.copy);
  if (await copied(source.textContent, button)) {
    markCopied(button);
  } else {
    window.getSelection().selectAllChildren(source);
    toast('It is selected: copy it with the keyboard.');
  }
});
