'use strict';

const said = document.getElementById('said');

/** Sends JSON and answers JSON; says why where it is refused. */
async function send(path, body, more) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { ...(body ? { 'Content-Type': 'application/json' } : {}), ...more },
    body: body ? JSON.stringify(body) : undefined,
  }).catch(() => {
    throw new Error('The server could not be reached. Try again.');
  });
  // Something in between may answer in the server's place, and not in JSON.
  const document = await answer.json().catch(() => ({ detail: `The server answered ${answer.status}. Try again.` }));
  if (!answer.ok) {
    const remedies = (document.errors || []).map((error) => `${error.field}: ${error.remedy}`);
    throw new Error([document.detail, ...remedies].join(' '));
  }
  return document;
}

/** Where to go then: the page that was asked for, when it is one of ours. */
function next() {
  const asked = new URLSearchParams(window.location.search).get('next');
  const page = asked && new URL(asked, window.location.origin);
  return page && page.origin === window.location.origin ? page.pathname + page.search : '/';
}

async function attempt(work) {
  said.textContent = '';
  try {
    await work();
    window.location.replace(next());
  } catch (refused) {
    said.textContent = refused.message;
  }
}

function linkToken() {
  return new URLSearchParams(window.location.search).get('token') || '';
}

const form = document.querySelector('form[data-send]');
form?.addEventListener('submit', (event) => {
  event.preventDefault();
  const body = Object.fromEntries(new FormData(form));
  if ('token' in form.dataset) {
    body.token = linkToken();
  }
  attempt(() => send(form.dataset.send, body));
});

/** For who is signed in, perhaps in another tab. */
const join = document.querySelector('button[data-join]');
if (join) {
  join.addEventListener('click', () => attempt(async () => {
    const session = await (await fetch('/api/v1/session')).json();
    if (!session.csrfToken) {
      throw new Error('Sign in first.');
    }
    await send(join.dataset.join, { token: linkToken() }, { 'X-CSRF-Token': session.csrfToken });
  }));
}

/** The other ways in: passkeys, where the browser has them, and identity providers. */
async function offerWays(ways) {
  const known = await (await fetch('/api/v1/sign-in')).json();
  if (known.passkeys && window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON) {
    const button = document.createElement('button');
    button.textContent = 'Sign in with a passkey';
    button.addEventListener('click', () => attempt(async () => {
      const options = await send('/api/v1/session/passkey/options');
      const credential = await navigator.credentials.get({
        publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
      });
      await send('/api/v1/session/passkey', { credential: credential.toJSON() });
    }));
    ways.append(button);
  }
  for (const provider of known.identityProviders) {
    const link = document.createElement('a');
    link.href = `${provider.path}?next=${encodeURIComponent(next())}`;
    link.className = 'button';
    link.textContent = `Sign in with ${provider.name}`;
    ways.append(link);
  }
}

/** Another place of signing in has sent the person back. */
if (new URLSearchParams(window.location.search).has('problem')) {
  said.textContent = 'Signing in there did not work. Try again, sign in otherwise, or ask whoever runs this server.';
}

const ways = document.getElementById('ways');
if (ways) {
  offerWays(ways);
}
