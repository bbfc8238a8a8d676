// Menus of rows: each opens below its three dots, or above them at the foot of the window.

document.addEventListener('toggle', (event) => {
  const menu = event.target;
  if (event.newState !== 'open' || !menu.classList?.contains('menu')) {
    return;
  }
  const button = document.querySelector(`[popovertarget="${menu.id}"]`).getBoundingClientRect();
  const below = button.bottom + menu.offsetHeight < window.innerHeight;
  menu.style.left = `${Math.max(8, button.right - menu.offsetWidth)}px`;
  menu.style.top = `${below ? button.bottom : button.top - menu.offsetHeight}px`;
}, true);

document.addEventListener('click', (event) => {
  if (event.target.closest('.menu button')) {
    event.target.closest('.menu').hidePopover();
  }
});
