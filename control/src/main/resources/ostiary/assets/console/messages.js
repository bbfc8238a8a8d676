// Saying what happened, and copying.

/** Says it to who listens to the page. */
export function announce(text) {
  document.getElementById('announcer').textContent = text;
}

/** Says it in the corner for some seconds. */
export function toast(text, isBad = false) {
  const place = document.getElementById('toasts');
  const box = document.createElement('p');
  box.className = isBad ? 'toast bad' : 'toast';
  box.textContent = text;
  place.append(box);
  // Shown anew, it is above a dialog that was opened since.
  if (place.matches(':popover-open')) {
    place.hidePopover();
  }
  place.showPopover();
  setTimeout(() => box.remove(), isBad ? 12000 : 6000);
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

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  if (!button) {
    return;
  }
  const source = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.textContent);
    button.textContent = 'Copied';
    announce('Copied');
  } catch {
    window.getSelection().selectAllChildren(source);
    announce('Selected: copy it with the keyboard');
  }
});
