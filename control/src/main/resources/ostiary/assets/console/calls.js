// Calls of an agent: with a key of a few minutes where one is needed, by way of our own server.

import { ask, bodyOf, csrfToken, ENDED, Refused, send } from './api.js';

/** Before a key ends it is renewed; longer than any call takes. */
const SPARE_MILLIS = 150_000;

/** By environment, and nowhere else than here. */
const held = new Map();

async function keyFor({ name, keys, isGuarded }) {
  if (!isGuarded) {
    return null;
  }
  const known = held.get(name);
  if (known && Date.parse(known.expiresAt) - Date.now() > SPARE_MILLIS) {
    return known.secret;
  }
  const issued = await send('POST', keys);
  if (!issued.needed) {
    return null;
  }
  held.set(name, issued);
  return issued.secret;
}

async function* lines(stream) {
  let rest = '';
  for (const reader = stream.pipeThrough(new TextDecoderStream()).getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    const parts = (rest + value).split('\n');
    rest = parts.pop();
    yield* parts;
  }
}

async function open(path, body, signal) {
  const answer = await ask(() => fetch(path, {
    method: 'POST',
    headers: { Accept: 'application/x-ndjson, application/json', 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken },
    body: JSON.stringify(body),
    signal,
  }));
  if (!answer.ok) {
    throw new Refused(answer.status === 401 ? ENDED : await bodyOf(answer) ?? { detail: `The server answered ${answer.status}.` });
  }
  return answer.body;
}

/** Calls, and tells what happens: what was sent, the head of the answer, its text as it arrives, its end. */
export async function call(environment, request, told, signal) {
  try {
    const key = await keyFor(environment);
    told.sent(key);
    const decoder = new TextDecoder();
    for await (const line of lines(await open(environment.calls, { ...request, key }, signal))) {
      const event = JSON.parse(line);
      if (event.failed) {
        throw new Refused({ detail: event.failed });
      } else if (event.status) {
        told.head(event);
        // Another page of the same person may have renewed it since: the next call gets another.
        if (event.status === 401) {
          held.delete(environment.name);
        }
      } else if (event.bytes) {
        told.text(decoder.decode(Uint8Array.from(atob(event.bytes), (letter) => letter.charCodeAt(0)), { stream: true }));
      } else {
        told.end(event);
      }
    }
  } catch (failure) {
    throw failure instanceof Refused || signal.aborted ? failure : new Refused({ detail: 'The server could not be reached.' });
  }
}

const CREDENTIALS = /^(x-api-key|authorization|cookie)$/i;

function headersOf({ headers }, key) {
  const isGiven = Object.keys(headers).some((name) => name.toLowerCase() === 'x-api-key');
  return Object.entries(key && !isGiven ? { 'X-API-Key': key, ...headers } : headers);
}

function masked(value) {
  return `${value.match(/^(?:\w+ )?\w{2}_ost_/)?.[0] ?? ''}••••••••`;
}

/** The request as it went out, without what must not be seen. */
export function wireOf(request, key) {
  const { host, pathname } = new URL(request.url);
  const shown = headersOf(request, key).map(([name, value]) => `${name}: ${CREDENTIALS.test(name) ? masked(value) : value}`);
  return [`${request.method} ${pathname}${request.path} HTTP/1.1`, `Host: ${host}`, ...shown, '', request.body ?? ''].join('\n');
}

function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** The same as a command, which works. */
export function curlOf(request, key) {
  return [
    `curl -X ${request.method} ${quoted(request.url + request.path)}`,
    ...headersOf(request, key).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(request.body === undefined ? [] : [`-d ${quoted(request.body)}`]),
  ].join(' ');
}
