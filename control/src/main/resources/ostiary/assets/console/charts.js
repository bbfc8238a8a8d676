// Says below a chart what the step is about that is pointed at.

import { stretch, withNumbers } from './times.js';

document.body.addEventListener('pointerover', ({ target }) => {
  const chart = target.closest('.chart');
  if (!chart) {
    return;
  }
  const step = target.closest('.step');
  chart.querySelector('output').textContent = step
    ? `${stretch(new Date(step.dataset.at), Number(chart.dataset.stepSeconds))}: ${withNumbers(step.dataset.said)}`
    : '';
});
