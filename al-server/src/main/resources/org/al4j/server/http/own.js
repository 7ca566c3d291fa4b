// What one has labelled oneself, searched, to change it.
import { call } from './api.js';
import { $, button } from './dom.js';

// describe: a label in words; chosen: told the one that is to be changed.
export async function ownLabels(describe, chosen) {
  const answer = await call('GET', 'mine?search=' + encodeURIComponent($('search').value));
  $('mine-list').replaceChildren(...answer.labels.map((one) => {
    const node = button(describe(one.label, one.text) + ': ' + one.text, () => chosen(one));
    node.dir = 'auto';
    const item = document.createElement('li');
    item.append(node);
    return item;
  }));
}
