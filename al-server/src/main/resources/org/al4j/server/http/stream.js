// How far the project is, as it changes. Where the stream breaks off for good it is begun again.
const WAIT = 5000;
let stream = null;

export function follow(progress) {
  stream = new EventSource('api/v1/events');
  stream.addEventListener('progress', (event) => progress(JSON.parse(event.data)));
  stream.addEventListener('error', () => {
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => follow(progress), WAIT);
  });
}

export function isFollowing() {
  return stream !== null && stream.readyState === EventSource.OPEN;
}
