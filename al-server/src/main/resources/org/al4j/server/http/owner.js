// What only the project's owner sees: who may label, and links for them.
import { call } from './api.js';

const $ = (id) => document.getElementById(id);

async function people(me) {
  const answer = await call('GET', 'people');
  $('people').replaceChildren(...answer.people.map((one) => {
    const item = document.createElement('li');
    item.textContent = one.name + ' (' + (one.revoked ? 'revoked' : one.role) + ') ';
    if (!one.revoked && one.name !== me) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = 'Revoke ' + one.name;
      button.addEventListener('click', () => revoke(one.name, me));
      item.append(button);
    }
    return item;
  }));
}

async function revoke(name, me) {
  try {
    await call('POST', 'people/revoke', { name });
    await people(me);
  } catch (error) {
    $('invite-link').textContent = error.message;
  }
}

export async function owner(me) {
  $('owner').hidden = false;
  $('invite').addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      const answer = await call('POST', 'people', { name: $('invite-name').value.trim() });
      $('invite-link').textContent = location.origin + answer.path;
      await people(me);
    } catch (error) {
      $('invite-link').textContent = error.message;
    }
  });
  await people(me);
}
