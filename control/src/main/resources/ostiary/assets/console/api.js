// Talking to the REST API: whatever changes something goes there as JSON, so a person can do here what a program can.

/** What a request of this page must carry. */
export const csrfToken = document.querySelector('meta[name="csrf-token"]')?.content ?? '';

export class Refused extends Error {
  /** @param problem the body of the refusal (RFC 9457) */
  constructor(problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** Sends a change and answers what came back; null when that has no body. */
export async function send(method, path, body, headers = {}) {
  const answer = await fetch(path, {
    method,
    headers: {
      Accept: 'application/json',
      'X-CSRF-Token': csrfToken,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch(() => {
    throw new Refused({ detail: 'The server could not be reached. Nothing is known to have changed; try again.' });
  });
  const text = await answer.text();
  const document = text ? JSON.parse(text) : null;
  if (!answer.ok) {
    if (answer.status === 401) {
      signInAnew();
    }
    throw new Refused(document ?? { detail: `The server answered ${answer.status}.` });
  }
  return document;
}

/** To the sign-in page, and back to this one from there. */
export function signInAnew() {
  window.location.assign(`/sign-in?next=${encodeURIComponent(window.location.pathname + window.location.search)}`);
}

/** How far a change has got, for the end of a sentence. */
export function applied(answer) {
  return answer?.applied?.of > 0
    ? ` In force on ${answer.applied.nodes} of ${answer.applied.of} gateway nodes.`
    : '';
}
