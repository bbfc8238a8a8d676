// Copying, also where pages are given no clipboard: over plain HTTP from elsewhere than this machine.

/** Puts a text into the clipboard, by way of a field beside the button where there is no other; false when that may not be. */
export async function copied(text, button) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = Object.assign(document.createElement('textarea'), { value: text, readOnly: true, className: 'visually-hidden' });
    button.after(field);
    field.select();
    const isCopied = document.execCommand('copy');
    field.remove();
    button.focus();
    return isCopied;
  }
}
