// The page. Texts, labels, names and notes are put in as text only.
import { ApiError, call, enter } from './api.js';
import { $, button, element } from './dom.js';
import { draft, keep } from './drafts.js';
import { askRemark, listenForRemarks } from './flag.js';
import { insight, insightNews, progressLine } from './insight.js';
import { markdown } from './markdown.js';
import { Outbox } from './outbox.js';
import { ownLabels } from './own.js';
import { owner, ownerNews } from './owner.js';
import { follow, isFollowing } from './stream.js';
import { SpanEditor, colour, describeSpans } from './spans.js';

const KEYS = '1234567890abcdehijkmoqtvwxyz';
const AHEAD = 5;

const state = { me: null, project: null, hand: [], chosen: new Set(), revising: null, shown: 0, done: [], undone: [], said: new Set(), out: null, idle: 0, suggest: localStorage.getItem('al4j-suggest') === 'on' };

let spans = null; // the editor, where parts of texts are marked

function several() {
  return state.project.task === 'class-set';
}

function current() {
  return state.revising || state.hand[0] || null;
}

function describe(label, text) {
  if (spans) return describeSpans(label, text);
  return Array.isArray(label) ? label.join(', ') || 'none' : label;
}

function say(message) {
  $('notice').textContent = message;
}

function show() {
  const text = current();
  const labels = (text && draft(text.id)) || (text && state.revising && (several() || spans) ? text.label : []);
  const hint = text && !state.revising && state.suggest && text.suggestion;
  state.chosen = new Set(labels);
  if (spans) spans.show(text, labels, hint ? hint.label : []);
  else $('text').textContent = text ? text.text : '';
  $('mode').textContent = state.revising ? 'You said: ' + describe(text.label, text.text) + '. Choose again, or Esc.' : '';
  $('suggestion').textContent = hint ? 'Suggestion: ' + describe(hint.label, text.text) + (hint.probability === undefined ? '' : ' (' + Math.round(100 * hint.probability) + ' %)') : '';
  for (const button of document.querySelectorAll('#labels button, #later, #never, #flag, #confirm, #unmark')) button.disabled = !text;
  press();
  state.shown = performance.now();
}

function press() {
  for (const button of document.querySelectorAll('#labels button')) {
    if (several()) button.setAttribute('aria-pressed', String(state.chosen.has(button.value)));
  }
}

function choose(label) {
  if (!current()) return;
  if (spans) return spans.mark(label);
  if (!several()) return judge(label);
  if (!state.chosen.delete(label)) state.chosen.add(label);
  keep(current().id, [...state.chosen]);
  press();
}

const confirm = () => judge(spans ? spans.value() : [...state.chosen].sort());

function seconds() {
  return Math.round((performance.now() - state.shown) / 10) / 100 || 0.01;
}

function judge(label) {
  const text = current();
  if (!text) return;
  if (state.revising) {
    act({ verb: 'revise', id: text.id, text: text.text, words: text.words, label, before: text.label });
    state.revising = null;
  } else {
    act({ verb: 'judge', id: text.id, text: text.text, words: text.words, label });
    state.hand.shift();
  }
  keep(text.id, undefined);
  show();
  more();
}

function pass(verb) {
  const text = current();
  if (!text || state.revising) return;
  act({ verb, id: text.id, text: text.text, words: text.words });
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
  if (spans && spans.undo()) return;
  const action = state.done.pop();
  if (!action) return say('There is nothing to undo.');
  state.undone.push(action);
  if (action.verb === 'judge') send('withdraw', action);
  if (action.verb === 'revise') send('revise', action, action.before);
  if (action.verb !== 'revise') front(action);
  if (action.verb === 'skip') state.said.delete(action.id);
  if (action.verb === 'judge' && Array.isArray(action.label)) keep(action.id, action.label);
  state.revising = null;
  show();
  say('Taken back.');
}

function redo() {
  if (spans && spans.redo()) return;
  const action = state.undone.pop();
  if (!action) return say('There is nothing to do again.');
  send(action.verb, action);
  state.done.push(action);
  state.hand = state.hand.filter((text) => text.id !== action.id);
  keep(action.id, undefined);
  show();
  more();
  say('Done again.');
}

function front(action) {
  state.hand = state.hand.filter((text) => text.id !== action.id);
  state.hand.unshift({ id: action.id, text: action.text, words: action.words });
}

let asking = false;
async function more() {
  if (asking || state.hand.length >= AHEAD - 2) return;
  asking = true;
  try {
    const answer = await call('POST', 'next', { count: Math.min(20, AHEAD + state.out.waiting.length) });
    const known = new Set([...state.hand.map((text) => text.id), ...state.out.ids(), ...state.said]);
    const empty = state.hand.length === 0;
    for (const text of answer.texts) {
      const there = state.hand.find((one) => one.id === text.id);
      if (there) there.suggestion = text.suggestion; // a newer model's
      else if (!known.has(text.id)) state.hand.push(text);
    }
    if (empty && state.hand.length > 0 && !state.revising) show();
    if (state.hand.length === 0) {
      if (!state.revising) $('text').textContent = { training: 'The next texts are being chosen …', wait: 'Others have what is left. Wait a little …', done: 'Done: ' + (answer.reason || ''), label: '…' }[answer.state];
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

// With further labels, when nothing is under way that would be lost.
const begin = () => { if (state.more && state.out.waiting.length === 0 && !$('flag-dialog').open) location.reload(); };

function progress(now) {
  $('progress').textContent = progressLine(now);
  state.more = now.labels !== state.project.labels.length;
  begin();
  insightNews(now).catch(failed);
  ownerNews(state.project, now);
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

const mine = () => ownLabels(describe, (one) => { state.revising = one; show(); $('text').focus(); });

function toggle(opener, panel, opened) {
  const open = $(panel).hidden;
  $(panel).hidden = !open;
  $(opener).setAttribute('aria-expanded', String(open));
  if (open && opened) opened().catch(failed);
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
  f: ['flag', () => current() && askRemark()],
  u: ['undo', undo],
  r: ['redo', redo],
  p: ['suggest', suggestions],
  g: ['show-guidelines', () => toggle('show-guidelines', 'guidelines')],
  l: ['show-mine', () => toggle('show-mine', 'mine', mine)],
  o: ['show-insight', () => toggle('show-insight', 'insight', async () => insight(await call('GET', 'progress')))],
  '?': ['show-help', () => toggle('show-help', 'help')],
};

function key(event) {
  const typing = /^(INPUT|TEXTAREA)$/.test(event.target.tagName) || $('flag-dialog').open;
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (spans && current() && spans.key(event)) {
    say('');
    return event.preventDefault();
  }
  if (event.key === 'Escape') {
    if (state.revising) keep(state.revising.id, undefined);
    state.revising = null;
    return show();
  }
  if (event.key === 'Enter' && !$('confirm').hidden && event.target.tagName !== 'BUTTON') return confirm();
  const tool = TOOLS[event.key];
  const label = document.querySelector('#labels button[data-key="' + CSS.escape(event.key) + '"]');
  if (!tool && !label) return;
  event.preventDefault();
  say('');
  if (tool) tool[1]();
  else choose(label.value);
}

function labelButton(label, number, shortcut) {
  const node = button(label.name, (event) => {
    if (event.detail > 0) node.blur(); // clicked: Enter confirms, and does not choose it again
    choose(label.name);
  });
  node.dir = 'auto';
  node.value = label.name;
  node.title = label.description;
  if (spans) node.classList.add(colour(number));
  if (shortcut) {
    node.dataset.key = shortcut;
    node.append(element('kbd', shortcut));
  }
  return node;
}

function build() {
  $('name').textContent = state.project.name;
  document.title = state.project.name + ' – AL4J';
  if (state.project.task.endsWith('spans')) {
    spans = new SpanEditor(state.project, { changed: (value) => { keep(current().id, value); state.undone = []; }, say });
    Object.assign(TOOLS, spans.tools());
  }
  const free = [...KEYS].filter((one) => !TOOLS[one]);
  $('labels').replaceChildren(...state.project.labels.map((label, i) => labelButton(label, i, free[i])));
  $('guidelines-text').replaceChildren(...markdown(state.project.guidelinesParts));
  $('descriptions').replaceChildren(...state.project.labels.filter((one) => one.description).flatMap((one) => [element('dt', one.name), element('dd', one.description)]));
  if (!spans) $('text').setAttribute('aria-live', 'polite');
  $('confirm').hidden = !several() && !spans;
  $('suggest').setAttribute('aria-pressed', String(state.suggest));
}

function listen() {
  $('confirm').addEventListener('click', confirm);
  for (const [id, action] of Object.values(TOOLS)) $(id).addEventListener('click', action);
  $('search').addEventListener('input', () => mine().catch(failed));
  listenForRemarks((note) => state.out.add('flag', { id: current().id, note }));
  document.addEventListener('keydown', key);
  follow(progress);
}

async function start() {
  try {
    state.me = await enter();
    state.project = await call('GET', 'project');
    state.out = new Outbox(state.project.id, state.me.name, {
      changed: (count) => { if (count > 0) $('connection').textContent = count > 3 ? count + ' to be sent' : ''; },
      sent: () => { $('connection').textContent = ''; if (!isFollowing()) refreshSoon(); begin(); if (!$('mine').hidden) mine().catch(failed); },
      unkept: () => say('This browser keeps nothing: leave the page only when all is sent.'),
      refused: (one, error) => say('Not recorded: ' + error.message),
      failed,
    });
    build();
    listen();
    if (state.me.role === 'owner') {
      owner(state.me.name, state.project, await call('GET', 'progress')).catch(failed);
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
