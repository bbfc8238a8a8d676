// The side of the page: the menu of narrow screens, the organization, the colours, and the way out.

import { send } from './api.js';

document.getElementById('menu').addEventListener('click', (event) => {
  const isOpen = document.querySelector('.side').classList.toggle('open');
  event.currentTarget.setAttribute('aria-expanded', String(isOpen));
});

document.getElementById('sign-out').addEventListener('click', async () => {
  await send('DELETE', '/api/v1/session').catch(() => null);
  window.location.assign('/sign-in');
});

const organization = document.getElementById('organization');
organization?.addEventListener('change', () => window.location.assign(organization.value));

// Come back to, a page is of the organization that it was of, not of the one that was chosen on it.
window.addEventListener('pageshow', () => {
  [...organization?.options ?? []].filter((option) => option.defaultSelected).forEach((option) => { option.selected = true; });
});

const theme = document.getElementById('theme');
theme.value = document.documentElement.dataset.theme ?? 'system';
theme.addEventListener('change', () => {
  if (theme.value === 'system') {
    localStorage.removeItem('ostiary-theme');
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem('ostiary-theme', theme.value);
    document.documentElement.dataset.theme = theme.value;
  }
});
