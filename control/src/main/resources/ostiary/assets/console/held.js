// What a person has at hand stays when a part of the page is fetched anew: the focus, what is unfolded, what is marked, and
// how far a table is scrolled.

// Where a menu stood is a style of its own, which the content security policy does not let htmx write into the next one.
htmx.config.attributesToSettle = [];

const NAMES = ['id', 'data-send-on', 'hx-get', 'popovertarget', 'data-copy', 'href', 'aria-label'];

/** By what an element is found again once there is another in its place. */
function markOf(element) {
  const name = NAMES.find((one) => element?.getAttribute(one));
  return name && `${element.localName}[${name}="${CSS.escape(element.getAttribute(name))}"]`;
}

/** Goes on where the focus was, or at the beginning of the page when that is gone. */
function focusAnew(mark) {
  const found = mark && document.querySelector(mark);
  (found ?? document.getElementById('main')).focus({ preventScroll: true });
}

function named(details) {
  return details.querySelector('summary').textContent;
}

const held = new Map();

function hold(part) {
  const focused = document.activeElement;
  held.set(part.id, {
    hadFocus: part.contains(focused),
    mark: markOf(focused),
    unfolded: new Map([...part.querySelectorAll('details')].map((details) => [named(details), details.open])),
    scrolled: [...part.querySelectorAll('.table-box')].map((box) => box.scrollLeft),
  });
}

function giveBack(part, { hadFocus, mark, unfolded, scrolled }) {
  part.querySelectorAll('details').forEach((details) => {
    details.open = unfolded.get(named(details)) ?? details.open;
  });
  part.querySelectorAll('.table-box').forEach((box, index) => {
    box.scrollLeft = scrolled[index] ?? 0;
  });
  if (hadFocus) {
    focusAnew(mark);
  }
}

/** A text that is marked may be about to be copied. */
function isMarked(part) {
  const selection = window.getSelection();
  return !selection.isCollapsed && selection.containsNode(part, true);
}

/** What a dialog was opened by, of which there may be another when it closes. */
let opener;

/** Before a dialog opens. */
export function noteOpener() {
  opener = markOf(document.activeElement);
}

for (const before of ['htmx:beforeSwap', 'htmx:oobBeforeSwap']) {
  document.body.addEventListener(before, ({ detail }) => {
    if (detail.target.dataset.refresh && isMarked(detail.target)) {
      detail.shouldSwap = false;
    } else if (detail.target.matches('[data-live], [data-refresh]')) {
      hold(detail.target);
    }
  });
}

for (const after of ['htmx:afterSwap', 'htmx:oobAfterSwap']) {
  document.body.addEventListener(after, ({ target }) => {
    if (held.has(target.id)) {
      giveBack(target, held.get(target.id));
      held.delete(target.id);
    }
  });
}

document.addEventListener('close', ({ target }) => {
  const focused = document.activeElement;
  if (target.matches('dialog:not([open])') && (focused === document.body || target.contains(focused))) {
    focusAnew(opener);
  }
}, true);
