// The page to try an agent out on: a conversation, or a request as it is, and what goes over the wire.

import { Refused } from './api.js';
import { answerText } from './answers.js';
import { call, curlOf, wireOf } from './calls.js';
import { copied } from './clipboard.js';
import { markCopied, toast, unmarkCopied } from './messages.js';
import { clearProblems, showProblem } from './problems.js';
import { took } from './times.js';

const byId = (id) => document.getElementById(id);
const bench = byId('test');
const choice = byId('test-environment');
let last;
let stopping;

function environment() {
  const { url, security } = choice.selectedOptions[0].dataset;
  return {
    name: choice.value,
    url,
    isGuarded: security === 'on',
    keys: `${bench.dataset.keys}/${choice.value}/test-key`,
    calls: `${bench.dataset.calls}/${choice.value}`,
  };
}

const SENTENCES = {
  on: 'A key of your own for ten minutes is sent in X-API-Key, and renewed by itself. It works in this environment only.',
  off: 'API key security is disabled here: no key is sent.',
};

/** After another environment is chosen. */
function settle() {
  const { security } = choice.selectedOptions[0].dataset;
  byId('test-undeployed').hidden = security !== 'not-deployed';
  byId('test-bench').hidden = security === 'not-deployed';
  byId('test-security').textContent = SENTENCES[security] ?? '';
  window.history.replaceState(null, '', `?environment=${choice.value}`);
}

function showView(view) {
  bench.querySelectorAll('[data-view]').forEach((button) => {
    button.setAttribute('aria-pressed', String(button.dataset.view === view));
  });
  byId('test-chat').hidden = view !== 'chat';
  byId('test-raw').hidden = view !== 'raw';
}

function showSent(request, key) {
  last = { request, key };
  byId('exchange').hidden = false;
  byId('sent').textContent = wireOf(request, key);
  unmarkCopied();
  byId('answer-status').textContent = 'Waiting…';
  byId('answer-status').className = 'badge';
  ['answer-note', 'answer-headers', 'answer-body'].forEach((id) => byId(id).replaceChildren());
}

function showHead({ status, headers, millis }) {
  byId('answer-status').textContent = String(status);
  byId('answer-status').className = `badge ${status < 400 ? 'good' : 'bad'}`;
  byId('answer-note').textContent = `Began after ${took(millis)}.`;
  byId('answer-headers').textContent = headers.map(([name, value]) => `${name}: ${value}`).join('\n');
}

function isRunning(runs) {
  const hadFocus = document.activeElement?.closest('#test form');
  bench.querySelectorAll('[data-stop]').forEach((button) => {
    button.hidden = !runs;
  });
  bench.querySelectorAll('form .primary').forEach((button) => {
    button.hidden = runs;
  });
  // A button that is hidden loses the focus to the one in its place.
  if (document.activeElement?.matches('body, [hidden]')) {
    hadFocus?.querySelector(runs ? '[data-stop]' : '.primary').focus();
  }
}

/** A call that was stopped ends where it was; one that is not allowed was never sent, and its form says why. */
function showFailure(form, failure) {
  if (stopping.signal.aborted) {
    byId('answer-note').textContent += ' Stopped.';
  } else if (failure.problem.status) {
    byId('exchange').hidden = true;
    showProblem(form, failure.problem);
  } else {
    byId('test-failure').textContent = failure.message;
    byId('test-failure').hidden = false;
  }
  if (byId('answer-status').textContent === 'Waiting…') {
    byId('answer-status').textContent = 'No answer';
  }
}

/** Calls, shows what happens, and hands each piece of the answer on. */
async function run(form, request, hear) {
  const where = environment();
  clearProblems(form);
  stopping = new AbortController();
  byId('test-failure').hidden = true;
  isRunning(true);
  try {
    await call(where, request, {
      sent: (key) => showSent({ ...request, url: where.url }, key),
      head: (head) => {
        showHead(head);
        hear({ head });
      },
      text: (text) => {
        byId('answer-body').append(text);
        hear({ text });
      },
      end: ({ end, millis }) => {
        byId('answer-note').textContent += ` ${end || `Ended after ${took(millis)}.`}`;
      },
    }, stopping.signal);
  } catch (failure) {
    if (!(failure instanceof Refused) && !stopping.signal.aborted) {
      throw failure;
    }
    showFailure(form, failure);
    hear(stopping.signal.aborted ? { stopped: true } : { failed: failure.message });
  } finally {
    isRunning(false);
  }
}

function say(text, kind) {
  const log = byId('messages');
  log.querySelector('.hint')?.remove();
  const message = document.createElement('p');
  message.className = `message ${kind}`;
  message.textContent = text;
  log.append(message);
  log.scrollTop = log.scrollHeight;
  return message;
}

byId('chat-form').addEventListener('submit', async (event) => {
  event.preventDefault();
  const field = byId('message');
  const said = field.value.trim();
  field.value = '';
  say(said, 'own');
  const answer = say('…', '');
  let type = '';
  let text = '';
  await run(event.target, {
    method: 'POST',
    path: byId('chat-path').value,
    headers: { 'Content-Type': 'application/json' },
    body: byId('chat-body').value.replaceAll('{{message}}', () => JSON.stringify(said).slice(1, -1)),
  }, (event_) => {
    if (event_.head) {
      type = event_.head.headers.find(([name]) => name === 'content-type')?.[1] ?? '';
      answer.classList.toggle('bad', event_.head.status >= 400);
    }
    text += event_.text ?? '';
    answer.textContent = event_.failed ?? (answerText(type, text) || '…');
    if (event_.failed) {
      answer.classList.add('bad');
      field.value ||= said;
    } else if (event_.stopped) {
      answer.append(' ', Object.assign(document.createElement('small'), { textContent: 'Stopped' }));
    }
    byId('messages').scrollTop = byId('messages').scrollHeight;
  });
  field.focus();
});

byId('message').addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    if (stopping === undefined || byId('chat-form').querySelector('[data-stop]').hidden) {
      byId('chat-form').requestSubmit();
    }
  }
});

byId('raw-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const lines = byId('raw-headers').value.split('\n').filter((line) => line.trim());
  const method = byId('raw-method').value;
  const body = byId('raw-body').value;
  run(event.target, {
    method,
    path: byId('raw-path').value,
    headers: Object.fromEntries(lines.map((line) => {
      const [name, ...value] = line.split(':');
      return [name.trim(), value.join(':').trim()];
    })),
    body: ['GET', 'HEAD'].includes(method) || body === '' ? undefined : body,
  }, () => {});
});

byId('copy-curl').addEventListener('click', async (event) => {
  if (!await copied(curlOf(last.request, last.key), event.target)) {
    toast('The browser does not let this page copy.', true);
    return;
  }
  markCopied(event.target);
  if (last.key) {
    toast('Copied with your test key, which works for some minutes yet.');
  }
});

bench?.addEventListener('click', (event) => {
  if (event.target.dataset.view) {
    showView(event.target.dataset.view);
  } else if (event.target.dataset.stop !== undefined) {
    stopping.abort();
  }
});
choice.addEventListener('change', settle);
settle();
