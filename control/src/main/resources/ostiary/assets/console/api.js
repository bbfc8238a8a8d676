// Talking to the REST API: whatever changes something goes there as JSON, so a person can do here what a program can.

/** What a request of this page must carry. */
export let csrfToken = document.querySelector('meta[name="csrf-token"]')?.content ?? '';

export class Refused extends Error {
  /** @param problem the body of the refusal (RFC 9457) */
  constructor(problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** Whether this person has signed in anew meanwhile, in another window: then changes carry what the new session wants. */
async function hasSignedInAnew() {
  const answer = await fetch('/api/v1/session', { headers: { Accept: 'application/json' } });
  const session = answer.ok ? await answer.json() : {};
  const isSame = session.account?.id === document.querySelector('meta[name="account"]')?.content;
  if (!isSame || session.csrfToken === csrfToken) {
    return false;
  }
  ({ csrfToken } = session);
  return true;
}

/** Makes a request, once more when it was refused for a session that has ended and there is another. */
export async function ask(request) {
  const answer = await request();
  return [401, 403].includes(answer.status) && await hasSignedInAnew() ? request() : answer;
}

/** Nobody is signed in. That is said without leaving the page: what was typed would be lost. */
export const ENDED = {
  status: 401,
  detail: 'Your session has ended, and nothing was changed. Sign in in a new window, then try again here.',
};

/** What was edited is not what it was when the form was opened. */
const OVERTAKEN = {
  status: 412,
  detail: 'It was changed while this was open. Nothing was saved: close this, and open it again to see how it is now.',
};

/** Somebody else has signed in in this browser. */
const ANOTHER = {
  detail: 'This page is of another session than the one in this browser now. Nothing was changed: reload the page first.',
};

/** The role of who looks at this page was lowered meanwhile: it offers what is allowed only. */
const LOWERED = {
  status: 403,
  detail: 'Your role does not allow that any more, and nothing was changed. Ask an owner of the organization.',
};

/** What to tell a person about a refusal: programs are told of credentials, people of what happened. */
export function told(problem) {
  if (problem?.code !== 'permission.denied') {
    return problem;
  }
  document.dispatchEvent(new CustomEvent('ostiary:lowered'));
  return LOWERED;
}

/** What came back; null when it has no body, or one that is not the API's but of something in between. */
export async function bodyOf(answer) {
  const isJson = /\bjson\b/.test(answer.headers.get('Content-Type'));
  const text = await answer.text();
  return isJson && text ? JSON.parse(text) : null;
}

/** Sends a change and answers what came back; null when that has no body. */
export async function send(method, path, body, headers = {}) {
  const answer = await ask(() => fetch(path, {
    method,
    headers: {
      Accept: 'application/json',
      'X-CSRF-Token': csrfToken,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  })).catch(() => {
    throw new Refused({ detail: 'The server could not be reached. Nothing is known to have changed; try again.' });
  });
  const document = await bodyOf(answer);
  if (!answer.ok) {
    const known = document?.code === 'request.cross-site' ? ANOTHER : { 401: ENDED, 412: OVERTAKEN }[answer.status];
    throw new Refused(known ?? told(document) ?? { detail: `The server answered ${answer.status}.` });
  }
  return document;
}

/** Where one signs in, and comes back to this page from. */
export function signInPath() {
  return `/sign-in?next=${encodeURIComponent(window.location.pathname + window.location.search)}`;
}

/** How far a change has got, for the end of a sentence. */
export function applied(answer) {
  return answer?.applied?.of > 0
    ? ` In force on ${answer.applied.nodes} of ${answer.applied.of} gateway nodes.`
    : '';
}
