// The page. Texts, labels, names and notes are put in as text only.
import { ApiError, call, enter } from './api.js';
import { Outbox } from './outbox.js';
import { owner } from './owner.js';

const KEYS = '1234567890abcdehijkmoqtvwxyz';
const AHEAD = 5;
const $ = (id) => document.getElementById(id);

const state = { me: null, project: null, hand: [], chosen: new Set(), revising: null, shown: 0, done: [], undone: [], said: new Set(), out: null, idle: 0, suggest: localStorage.getItem('al4j-suggest') === 'on' };

function element(name, text) {
  const node = document.createElement(name);
  node.textContent = text;
  return node;
}

function several() {
  return state.project.task === 'class-set';
}

function current() {
  return state.revising || state.hand[0] || null;
}

function describe(label) {
  return Array.isArray(label) ? label.join(', ') || 'none' : label;
}

function say(message) {
  $('notice').textContent = message;
}

function show() {
  const text = current();
  state.chosen = new Set(text && state.revising && several() ? text.label : draft(text));
  $('text').textContent = text ? text.text : '';
  $('mode').textContent = state.revising ? 'You said: ' + describe(text.label) + '. Choose again, or Esc.' : '';
  const hint = text && !state.revising && state.suggest && text.suggestion;
  $('suggestion').textContent = hint ? 'Suggestion: ' + describe(hint.label) + (hint.probability === undefined ? '' : ' (' + Math.round(100 * hint.probability) + ' %)') : '';
  for (const button of document.querySelectorAll('#labels button, #later, #never, #flag, #confirm')) button.disabled = !text;
  press();
  state.shown = performance.now();
}

function press() {
  for (const button of document.querySelectorAll('#labels button')) {
    if (several()) button.setAttribute('aria-pressed', String(state.chosen.has(button.value)));
  }
}

function draft(text) {
  const kept = JSON.parse(sessionStorage.getItem('al4j-draft') || '{}');
  return text && kept.id === text.id ? kept.labels : [];
}

function choose(label) {
  if (!current()) return;
  if (!several()) return judge(label);
  if (!state.chosen.delete(label)) state.chosen.add(label);
  sessionStorage.setItem('al4j-draft', JSON.stringify({ id: current().id, labels: [...state.chosen] }));
  press();
}

function seconds() {
  return Math.round((performance.now() - state.shown) / 10) / 100 || 0.01;
}

function judge(label) {
  const text = current();
  if (!text) return;
  if (state.revising) {
    act({ verb: 'revise', id: text.id, text: text.text, label, before: text.label });
    state.revising = null;
  } else {
    act({ verb: 'judge', id: text.id, text: text.text, label });
    state.hand.shift();
  }
  sessionStorage.removeItem('al4j-draft');
  show();
  more();
}

function pass(verb) {
  const text = current();
  if (!text || state.revising) return;
  act({ verb, id: text.id, text: text.text });
  state.hand.shift();
  show();
  more();
}

function act(action) {
  send(action.verb, action);
  state.done.push(action);
  state.undone = [];
}

// What was said before an answer with the next texts arrived may stand in that answer still.
function remember(verb, id) {
  if (verb === 'judge' || verb === 'skip') state.said.add(id);
  if (verb === 'withdraw') state.said.delete(id);
}

function send(verb, action, label = action.label) {
  remember(verb, action.id);
  const body = { id: action.id };
  if (['judge', 'revise'].includes(verb)) {
    body.label = label;
    body.seconds = seconds();
  }
  state.out.add(verb, body);
}

function undo() {
  const action = state.done.pop();
  if (!action) return say('There is nothing to undo.');
  state.undone.push(action);
  if (action.verb === 'judge') send('withdraw', action);
  if (action.verb === 'revise') send('revise', action, action.before);
  if (action.verb !== 'revise') front(action);
  if (action.verb === 'skip') state.said.delete(action.id);
  state.revising = null;
  show();
  say('Taken back.');
}

function redo() {
  const action = state.undone.pop();
  if (!action) return say('There is nothing to do again.');
  send(action.verb, action);
  state.done.push(action);
  state.hand = state.hand.filter((text) => text.id !== action.id);
  show();
  more();
  say('Done again.');
}

function front(action) {
  state.hand = state.hand.filter((text) => text.id !== action.id);
  state.hand.unshift({ id: action.id, text: action.text });
}

let asking = false;

async function more() {
  if (asking || state.hand.length >= AHEAD - 2) return;
  asking = true;
  try {
    const answer = await call('POST', 'next', { count: Math.min(20, AHEAD + state.out.waiting.length) });
    const known = new Set([...state.hand.map((text) => text.id), ...state.out.ids(), ...state.said]);
    const empty = state.hand.length === 0;
    for (const text of answer.texts) if (!known.has(text.id)) state.hand.push(text);
    if (empty && state.hand.length > 0) show();
    if (state.hand.length === 0) {
      $('text').textContent = { training: 'The next texts are being chosen …', wait: 'Others have what is left. Wait a little …', done: 'Done: ' + (answer.reason || ''), label: '…' }[answer.state];
      clearTimeout(state.idle);
      state.idle = setTimeout(more, answer.state === 'done' ? 10000 : 700);
    }
  } catch (error) {
    failed(error);
    state.idle = setTimeout(more, 2000);
  } finally {
    asking = false;
  }
}

function failed(error) {
  if (error instanceof ApiError && error.status === 401) {
    $('connection').textContent = 'You are not let in: open the link that you were given.';
  } else {
    $('connection').textContent = 'No connection; what you say is kept and sent later.';
  }
}

function progress(now) {
  const all = now.labelled + now.unlabelled + now.skipped;
  const mine = now.mine === undefined ? '' : ', ' + now.mine + ' by you';
  $('progress').textContent = `${now.labelled} of ${all} labelled${mine}; round ${now.round}, ${now.training ? 'training' : now.sinceTraining + ' of ' + now.batch + ' to the next'}`;
}

async function refresh() {
  try {
    progress(await call('GET', 'progress'));
  } catch (error) {
    failed(error);
  }
}

let planned = 0;

function refreshSoon() {
  if (!planned) planned = setTimeout(() => { planned = 0; refresh(); }, 400);
}

async function mine() {
  const answer = await call('GET', 'mine?search=' + encodeURIComponent($('search').value));
  $('mine-list').replaceChildren(...answer.labels.map((one) => {
    const button = element('button', describe(one.label) + ': ' + one.text);
    button.type = 'button';
    button.dir = 'auto';
    button.addEventListener('click', () => { state.revising = one; show(); $('text').focus(); });
    const item = document.createElement('li');
    item.append(button);
    return item;
  }));
}

function toggle(button, panel, opened) {
  const open = $(panel).hidden;
  $(panel).hidden = !open;
  $(button).setAttribute('aria-expanded', String(open));
  if (open && opened) opened().catch(failed);
}

function flag() {
  if (!current()) return;
  $('flag-note').value = '';
  $('flag-dialog').showModal();
}

function suggestions() {
  state.suggest = !state.suggest;
  localStorage.setItem('al4j-suggest', state.suggest ? 'on' : 'off');
  $('suggest').setAttribute('aria-pressed', String(state.suggest));
  show();
}

const TOOLS = {
  s: ['later', () => pass('postpone')],
  n: ['never', () => pass('skip')],
  f: ['flag', flag],
  u: ['undo', undo],
  r: ['redo', redo],
  p: ['suggest', suggestions],
  g: ['show-guidelines', () => toggle('show-guidelines', 'guidelines')],
  l: ['show-mine', () => toggle('show-mine', 'mine', mine)],
  '?': ['show-help', () => toggle('show-help', 'help')],
};

function key(event) {
  const typing = /^(INPUT|TEXTAREA)$/.test(event.target.tagName) || $('flag-dialog').open;
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape') {
    state.revising = null;
    return show();
  }
  if (event.key === 'Enter' && several() && event.target.tagName !== 'BUTTON') return judge([...state.chosen].sort());
  const tool = TOOLS[event.key];
  const label = document.querySelector('#labels button[data-key="' + CSS.escape(event.key) + '"]');
  if (!tool && !label) return;
  event.preventDefault();
  say('');
  if (tool) tool[1]();
  else choose(label.value);
}

function build() {
  $('name').textContent = state.project.name;
  document.title = state.project.name + ' – AL4J';
  const free = [...KEYS].filter((one) => !TOOLS[one]);
  $('labels').replaceChildren(...state.project.labels.map((label, i) => {
    const button = element('button', label.name);
    button.type = 'button';
    button.dir = 'auto';
    button.value = label.name;
    button.title = label.description;
    if (free[i]) {
      button.dataset.key = free[i];
      button.append(element('kbd', free[i]));
    }
    button.addEventListener('click', () => choose(label.name));
    return button;
  }));
  $('guidelines-text').textContent = state.project.guidelines || 'There are none.';
  $('descriptions').replaceChildren(...state.project.labels.filter((one) => one.description).flatMap((one) => [element('dt', one.name), element('dd', one.description)]));
  $('confirm').hidden = !several();
  $('suggest').setAttribute('aria-pressed', String(state.suggest));
}

function listen() {
  $('confirm').addEventListener('click', () => judge([...state.chosen].sort()));
  for (const [id, action] of Object.values(TOOLS)) $(id).addEventListener('click', action);
  $('search').addEventListener('input', () => mine().catch(failed));
  $('flag-cancel').addEventListener('click', () => $('flag-dialog').close());
  $('flag-form').addEventListener('submit', (event) => {
    event.preventDefault();
    $('flag-dialog').close();
    if ($('flag-note').value.trim()) state.out.add('flag', { id: current().id, note: $('flag-note').value });
  });
  document.addEventListener('keydown', key);
  new EventSource('api/v1/events').addEventListener('progress', refreshSoon);
}

async function start() {
  try {
    state.me = await enter();
    state.project = await call('GET', 'project');
    state.out = new Outbox(state.project.id, state.me.name, {
      changed: (count) => { if (count > 0) $('connection').textContent = count > 3 ? count + ' to be sent' : ''; },
      sent: () => { $('connection').textContent = ''; refreshSoon(); },
      unkept: () => say('This browser keeps nothing: leave the page only when all is sent.'),
      refused: (one, error) => say('Not recorded: ' + error.message),
      failed,
    });
    build();
    listen();
    if (state.me.role === 'owner') {
      owner(state.me.name).catch(failed);
    }
    state.out.send();
    await refresh();
    await more();
  } catch (error) {
    failed(error);
  }
}

// Another link in the same tab changes what is behind the # only.
window.addEventListener('hashchange', () => location.reload());
start();
