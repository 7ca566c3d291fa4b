// Requests to the server. What changes something has the session's CSRF token.
let csrf = '';
let name = '';

export class ApiError extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

// Another tab may have begun another session, which has another token. Where that is somebody
// else's, nothing that was said here may go out by that name.
export async function call(method, path, body) {
  try {
    return await ask(method, path, body);
  } catch (error) {
    if (error.code !== 'csrf') throw error;
    const me = await ask('GET', 'session');
    if (me.name !== name) throw new ApiError(401, 'other-person', me.name + ' is in now');
    csrf = me.csrf;
    return ask(method, path, body);
  }
}

async function ask(method, path, body) {
  const headers = {};
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET' && csrf) headers['X-CSRF-Token'] = csrf;
  const response = await fetch('api/v1/' + path, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    credentials: 'same-origin',
    signal: AbortSignal.timeout(30000), // a server that ended in the middle answers nothing
  });
  const answer = response.status === 204 ? {} : await response.json().catch(() => ({}));
  if (!response.ok) {
    const error = answer.error || {};
    throw new ApiError(response.status, error.code || 'failed', error.message || 'it failed');
  }
  return answer;
}

// The token of a link is exchanged for a cookie, and taken out of the address at once.
export async function enter() {
  const found = /^#token=([0-9a-f]+)$/.exec(location.hash);
  if (found) {
    history.replaceState(null, '', location.pathname);
    return remember(await ask('POST', 'session', { token: found[1] }));
  }
  return remember(await ask('GET', 'session'));
}

function remember(me) {
  csrf = me.csrf;
  name = me.name;
  return me;
}
