// What an agent says, out of the answer that it is wrapped in.

const NAMES = ['answer', 'reply', 'response', 'message', 'content', 'text', 'output', 'result', 'delta', 'choices'];

/** The first text where answers usually have theirs. */
function inside(value) {
  if (typeof value === 'string') {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(inside).filter((text) => text !== undefined).join('') || undefined;
  }
  for (const name of value === null || typeof value !== 'object' ? [] : NAMES) {
    const found = value[name] === undefined ? undefined : inside(value[name]);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function eventText(line) {
  const data = line.replace(/^data: ?/, '');
  const value = parsed(data);
  return value === undefined ? (data === '[DONE]' ? '' : `${data}\n`) : inside(value) ?? '';
}

/** The words of an answer as far as it has arrived. */
export function answerText(type, text) {
  if (type.startsWith('text/event-stream')) {
    return text.split(/\r?\n/).filter((line) => line.startsWith('data:')).map(eventText).join('');
  }
  const value = type.includes('json') ? parsed(text) : undefined;
  return value === undefined ? text : inside(value) ?? JSON.stringify(value, null, 2);
}
