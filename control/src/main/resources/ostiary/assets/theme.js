'use strict';

// Before anything is drawn: the scheme that was chosen, where one was.
{
  const chosen = localStorage.getItem('ostiary-theme');
  if (chosen === 'light' || chosen === 'dark') {
    document.documentElement.dataset.theme = chosen;
  }
}
