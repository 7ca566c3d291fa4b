// Requests to the server. What changes something has the session's CSRF token.
let csrf = '';

export class ApiError extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export async function call(method, path, body) {
  const headers = {};
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET' && csrf) headers['X-CSRF-Token'] = csrf;
  const response = await fetch('api/v1/' + path, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    credentials: 'same-origin',
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
    const me = await call('POST', 'session', { token: found[1] });
    csrf = me.csrf;
    return me;
  }
  const me = await call('GET', 'session');
  csrf = me.csrf;
  return me;
}
