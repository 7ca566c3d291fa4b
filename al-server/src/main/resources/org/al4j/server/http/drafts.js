// What is chosen and not said yet, by text; it is there after a reload of the page.
const PLACE = 'al4j-drafts';

function all() {
  return JSON.parse(sessionStorage.getItem(PLACE) || '{}');
}

export function draft(id) {
  return all()[id];
}

// Nothing chosen any more: labels are undefined.
export function keep(id, labels) {
  sessionStorage.setItem(PLACE, JSON.stringify({ ...all(), [id]: labels }));
}
