// What the owner looks at again: suspected labels, disagreements, texts by confidence.
import { ApiError, call, enter } from './api.js';
import { $, element } from './dom.js';
import { SpanEditor, colour, describeSpans } from './spans.js';

const KEYS = '1234567890abcdefghijklmnopqrstuvwxyz';
const state = { project: null, list: 'suspects', items: [], at: 0, chosen: new Set(), version: 0, done: [], settled: new Set(), total: 0 };

let spans = null; // the editor, where parts of texts are marked

function several() {
  return state.project.task === 'class-set';
}

function describe(label) {
  if (spans) return describeSpans(label, current().text);
  return Array.isArray(label) ? label.join(', ') || 'none' : label;
}

function percent(value) {
  return value > 0 && value < 0.01 ? 'under 1 %' : Math.round(100 * value) + ' %';
}

function share(part, of) {
  return of > 0 ? `${part} of ${of}` : 'none yet';
}

const ABOUT = {
  suspects: 'A model that had not learnt from the text is surer of another label. Keep the label or decide for another.',
  disputed: 'People differ, or may not agree by the project’s rule. Decide.',
  labelled: 'Labelled texts by what a model predicts that had not learnt from them.',
  unlabelled: 'What the last model predicts of texts that have no label. They can be labelled when they are asked.',
};

// What is said of a text, each with by whom.
function versions(item) {
  if (state.list === 'disputed') return Object.entries(item.judgements).map(([who, label]) => [who, label, '']);
  const sure = ` (${percent(item.confidence)})`;
  if (state.list === 'suspects') return [['Label', item.label, sure], ['Suggested', item.suggested, '']];
  return [...(item.label === undefined ? [] : [['Label', item.label, '']]), ['Predicted', item.predicted, sure]];
}

function words(item) {
  const all = versions(item).map(([who, label, sure]) => `${who}: ${describe(label)}${sure}`);
  if (state.list === 'unlabelled') all.unshift('No label.');
  return [...all, ...(item.label === undefined || !fixed(item) ? [] : [fixed(item)])].map((line) => {
    const node = element('li', line);
    node.dir = 'auto';
    return node;
  });
}

function fixed(item) {
  return item.open ? '' : 'It came with the data and stays.';
}

function current() {
  return state.items[state.at] || null;
}

function canDecide(item) {
  return Boolean(item) && !state.saying && (state.list === 'disputed' || Boolean(item.open));
}

function show() {
  const item = current();
  $('about').textContent = ABOUT[state.list];
  $('place').textContent = item ? `${state.at + 1} of ${state.items.length}` + (state.total > state.items.length ? ` (${state.total} in all)` : '') : '';
  if (spans) begin(item);
  if (!spans || !item) $('text').textContent = item ? item.text : 'There is nothing to look at here.';
  $('said').replaceChildren(...(item ? words(item) : []));
  state.chosen = new Set(item && Array.isArray(item.label) ? item.label : []);
  for (const button of document.querySelectorAll('#labels button, #confirm, #version, #unmark, #take')) button.disabled = !canDecide(item);
  $('keep').disabled = !item || item.label === undefined;
  $('before').disabled = state.at <= 0;
  $('after').disabled = state.at >= state.items.length - 1;
  press();
}

// With what was said first; of a suspected label the suggestion is shown in the text.
function begin(item) {
  state.version = 0;
  const all = item ? versions(item) : [];
  spans.show(item, all.length > 0 ? all[0][1] : [], state.list === 'disputed' || all.length < 2 ? [] : all[1][1]);
}

function nextVersion() {
  if (!canDecide(current())) return;
  const all = versions(current());
  state.version = (state.version + 1) % all.length;
  spans.replace(all[state.version][1]);
  $('notice').textContent = `Marked as ${all[state.version][0]} has it.`;
}

function press() {
  for (const button of document.querySelectorAll('#labels button')) {
    if (several()) button.setAttribute('aria-pressed', String(state.chosen.has(button.value)));
  }
}

async function attempt(act) {
  try {
    await act();
  } catch (error) {
    $('notice').textContent = error instanceof ApiError && error.status === 403 ? 'Only the project’s owner reviews.' : error.message;
  }
}

// One at a time: a key that comes during the answer is about a text that nobody has seen yet.
async function alone(act) {
  state.saying = true;
  try {
    await act();
  } finally {
    state.saying = false;
  }
}

// The answer is awaited before the next text is shown: what is not acknowledged was not done.
async function say(verb, body, done) {
  await alone(() => call('POST', verb, { key: crypto.randomUUID(), ...body }));
  state.done.push({ verb, id: body.id });
  state.settled.add(body.id);
  $('notice').textContent = done;
  state.items = state.items.filter((one) => one.id !== body.id);
  state.at = Math.max(0, Math.min(state.at, state.items.length - 1));
  show();
  $('text').focus();
}

function choose(label) {
  const item = current();
  if (!canDecide(item)) return;
  if (spans) return spans.mark(label);
  if (several()) {
    if (!state.chosen.delete(label)) state.chosen.add(label);
    return press();
  }
  attempt(() => say('decide', { id: item.id, label }, `Decided for ${label}.`));
}

function confirm() {
  const item = current();
  if (!(several() || spans) || !canDecide(item)) return;
  const label = spans ? spans.value() : [...state.chosen].sort();
  attempt(() => say('decide', { id: item.id, label }, 'Decided.'));
}

function keep() {
  const item = current();
  if (item && item.label !== undefined && !state.saying) attempt(() => say('keep', { id: item.id, label: item.label }, 'Kept.'));
}

function undo() {
  if (state.saying || (spans && spans.undo())) return;
  const last = state.done[state.done.length - 1];
  if (!last) return void ($('notice').textContent = 'There is nothing to undo.');
  if (last.verb === 'keep') state.done.pop();
  if (last.verb === 'keep') return void ($('notice').textContent = 'What is kept comes again when its label changes.');
  attempt(async () => {
    await alone(() => call('POST', 'undecide', { key: crypto.randomUUID(), id: last.id }));
    state.done.pop();
    state.settled.delete(last.id);
    $('notice').textContent = 'The decision is taken back.';
    await load();
  });
}

function move(by) {
  if (state.saying) return;
  state.at = Math.max(0, Math.min(state.items.length - 1, state.at + by));
  show();
}

function sums(review) {
  const all = review.balance.reduce((sum, one) => sum + one.count, 0);
  $('balance').replaceChildren(...review.balance.map((one) => row(one.class, one.count, all > 0 ? percent(one.count / all) : '')));
  $('agreement').textContent = review.agreement.alpha === undefined
    ? `${review.agreement.texts} texts were judged by more than one person: too little to say how far people agree.`
    : `Krippendorff’s alpha is ${review.agreement.alpha.toFixed(3)} over ${review.agreement.texts} texts that more than one person judged (1 is perfect, 0 is chance).`;
  $('people').replaceChildren(...Object.entries(review.people).sort().map(([name, one]) =>
    row(name, share(one.goldRight, one.gold), share(one.agreed, one.compared), one.competence.toFixed(2))));
}

function row(...cells) {
  const node = document.createElement('tr');
  node.append(...cells.map((cell) => element('td', String(cell))));
  node.firstChild.dir = 'auto';
  return node;
}

async function load() {
  const review = await call('GET', 'review');
  if (review.ready) sums(review);
  const list = state.list;
  let items = [];
  if (list === 'suspects') items = review.suspects || [];
  else if (list === 'disputed') items = (await call('GET', 'disputed')).texts;
  else items = (await call('GET', `review/texts?of=${list}&order=${$('order').value}&class=${encodeURIComponent($('class').value)}`)).texts;
  if (list !== state.list) return;
  state.items = items.filter((one) => !state.settled.has(one.id)); // the review may be older
  state.total = list === 'suspects' ? review.suspected || 0 : items.length;
  state.at = 0;
  show();
  if (!review.ready) $('about').textContent = 'The review is being made …';
  if (!review.fresh) setTimeout(() => attempt(refresh), 800);
}

// A newer review is taken where nothing has been done yet; the sums always.
async function refresh() {
  const review = await call('GET', 'review');
  if (!review.fresh) return void setTimeout(() => attempt(refresh), 800);
  sums(review);
  if (state.done.length === 0 && state.at === 0) await load();
}

function pick(list) {
  state.list = list;
  for (const button of document.querySelectorAll('#lists button')) button.setAttribute('aria-pressed', String(button.id === 'list-' + list));
  $('sorting').hidden = !list.endsWith('labelled');
  attempt(load);
}

function key(event) {
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (spans && canDecide(current()) && spans.key(event)) return event.preventDefault();
  const act = ACTS[event.key];
  const label = document.querySelector('#labels button[data-key="' + CSS.escape(event.key) + '"]');
  if (event.key === 'Enter' && event.target.tagName !== 'BUTTON') return confirm();
  if (!act && !label) return;
  event.preventDefault();
  if (act) act();
  else choose(label.value);
}

const ACTS = { '+': keep, '-': undo, ArrowLeft: () => move(-1), ArrowRight: () => move(1), PageUp: () => move(-1), PageDown: () => move(1) };

// Arrows are for the text then.
function markSpans() {
  spans = new SpanEditor(state.project, { changed: () => {}, say: (text) => { $('notice').textContent = text; } });
  for (const [key, [id, act]] of Object.entries({ ...spans.tools(), t: ['version', nextVersion] })) {
    ACTS[key] = act;
    $(id).addEventListener('click', act);
  }
  $('version').hidden = false;
  for (const [id, name] of [['before', 'PgUp'], ['after', 'PgDn']]) $(id).querySelector('kbd').textContent = name;
}

function build() {
  $('name').textContent = state.project.name;
  document.title = 'Review – ' + state.project.name;
  if (state.project.task.endsWith('spans')) markSpans();
  const keys = [...KEYS].filter((one) => !ACTS[one]);
  $('labels').replaceChildren(...state.project.labels.map((label, i) => {
    const button = element('button', label.name);
    button.type = 'button';
    button.dir = 'auto';
    button.value = label.name;
    button.title = label.description;
    if (spans) button.classList.add(colour(i));
    if (keys[i]) {
      button.dataset.key = keys[i];
      button.append(element('kbd', keys[i]));
    }
    button.addEventListener('click', () => choose(label.name));
    return button;
  }));
  $('confirm').hidden = !several() && !spans;
  const any = element('option', 'any');
  any.value = '';
  $('class').replaceChildren(any, ...state.project.labels.map((label) => element('option', label.name)));
  for (const list of ['suspects', 'disputed', 'labelled', 'unlabelled']) $('list-' + list).addEventListener('click', () => pick(list));
  for (const [id, act] of [['keep', keep], ['confirm', confirm], ['undo', undo], ['before', () => move(-1)], ['after', () => move(1)]]) $(id).addEventListener('click', act);
  for (const id of ['class', 'order']) $(id).addEventListener('change', () => attempt(load));
  document.addEventListener('keydown', key);
}

attempt(async () => {
  await enter();
  state.project = await call('GET', 'project');
  build();
  await load();
});
