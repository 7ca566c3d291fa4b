// What only the project's owner sees: people and their links, plans, texts and classes, facts.
import { call } from './api.js';
import { $, button, element } from './dom.js';

let me = '';
let round = -2; // that the page names
let measured = 0; // rounds, as the list of people has them
const counts = new Map(); // where the page says how many labels are somebody's

function say(text) {
  $('owner-notice').textContent = text;
}

async function attempt(act) {
  try {
    await act();
  } catch (error) {
    say(error.message);
  }
}

async function people() {
  const [answer, progress, review] = await Promise.all([call('GET', 'people'), call('GET', 'progress'), call('GET', 'review')]);
  const known = review.people || {};
  measured = progress.measured;
  counts.clear();
  $('people').replaceChildren(...answer.people.map((one) => {
    const item = document.createElement('li');
    const found = known[one.name];
    const gold = found && found.gold > 0 ? `, ${found.goldRight} of ${found.gold} gold texts right` : '';
    const others = found && found.compared > 0 ? `, as most others on ${found.agreed} of ${found.compared}` : '';
    const count = element('span', String(progress.people[one.name] || 0));
    counts.set(one.name, count);
    item.append(element('bdi', one.name), ` (${one.revoked ? 'revoked' : one.role}): `, count, ` labels${gold}${others} `);
    if (one.name !== me) {
      const what = one.role === 'tool' ? 'New address for ' : 'New link for ';
      item.append(button(what + one.name, () => attempt(() => invite(one.name, one.role))));
      if (!one.revoked) item.append(' ', button('Revoke ' + one.name, () => attempt(() => revoke(one.name))));
    }
    return item;
  }));
  if (!review.fresh) setTimeout(() => { if (!$('owner').hidden) attempt(people); }, 1500);
}

async function invite(name, role) {
  const answer = await call('POST', 'people', { name, role });
  $('invite-link').textContent = location.origin + answer.path;
  say(role === 'tool'
    ? 'The address is for ' + name + ' alone; it is shown once, and the one before holds no more.'
    : 'The link is for ' + name + ' alone; it is shown once.');
  await people();
}

async function revoke(name) {
  await call('POST', 'people/revoke', { name });
  say(name + ' is out; what was said stays.');
  await people();
}

async function plan(body) {
  const now = body ? await call('POST', 'plan', body) : await call('GET', 'plan');
  $('plan-budget').value = now.budget || '';
  $('plan-cost').value = now.costPerHour || '';
  $('plan-currency').value = now.currency;
  if (body) say('The plan is kept.');
}

// A line is a text; of .jsonl files an object with a text, and an id if it has one.
function lines(text, objects) {
  const all = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (!objects) return all;
  return all.map((line) => {
    const { id, text: content } = JSON.parse(line);
    return id === undefined ? content : { id: String(id), text: content };
  });
}

async function addTexts() {
  const file = $('texts-file').files[0];
  const found = lines($('texts-new').value, false);
  if (file) found.push(...lines(await file.text(), /\.jsonl$/i.test(file.name)));
  if (found.length === 0) return say('There is no text to add.');
  const answer = await call('POST', 'texts', { texts: found });
  $('texts-form').reset();
  say(`${answer.added} of ${found.length} texts were new and are added.`);
}

async function addClass() {
  const name = $('class-name').value.trim();
  await call('POST', 'labels', { name, description: $('class-description').value.trim() });
  say('The label is added; the server begins again with it …');
  await known(name);
}

// The server is away for a moment.
async function known(name) {
  for (let i = 0; i < 200; i++) {
    await new Promise((done) => setTimeout(done, 300));
    const project = await call('GET', 'project').catch(() => null);
    if (project && project.labels.some((one) => one.name === name)) return location.reload();
  }
  say('The label is there when the server is started again.');
}

function facts(project, progress) {
  round = progress.round;
  const all = [
    ['Task', project.task],
    ['Model', project.model],
    ['Strategy', project.strategy],
    ['Round', String(progress.round)],
    ['Training', `after each ${progress.batch} labels; ${project.ahead} texts are ranked ahead`],
    ['People a text', `${project.overlap}, decided by ${project.adjudication}`],
  ];
  $('facts').replaceChildren(...all.flatMap(([name, value]) => [element('dt', name), element('dd', value)]));
}

// Something has happened: counts as they are now. What models were measured by changes with a round.
export function ownerNews(project, progress) {
  if ($('owner').hidden || !progress.people) return;
  for (const [name, count] of counts) count.textContent = String(progress.people[name] || 0);
  if (round !== progress.round) facts(project, progress);
  if (measured === progress.measured || $('people').contains(document.activeElement)) return;
  measured = progress.measured;
  attempt(people);
}

function submitted(form, act) {
  $(form).addEventListener('submit', (event) => {
    event.preventDefault();
    attempt(act);
  });
}

export async function owner(name, project, progress) {
  me = name;
  $('owner').hidden = false;
  submitted('invite', () => invite($('invite-name').value.trim(), 'annotator'));
  submitted('plan', () => plan({
    budget: Number($('plan-budget').value || 0),
    costPerHour: Number($('plan-cost').value || 0),
    currency: $('plan-currency').value.trim(),
  }));
  submitted('texts-form', addTexts);
  submitted('class-form', addClass);
  facts(project, progress);
  await Promise.all([people(), plan()]);
}
