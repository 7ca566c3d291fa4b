// How good the models of the rounds are, what further labels would change, times and cost.
import { call } from './api.js';
import { $, element } from './dom.js';

const HEIGHT = 220;
const LEFT = 46;
const BOTTOM = 34;
let shown = null;
let measured = -1;

// The namespace is that of the picture that stands in the page.
function drawn(name, attributes, text) {
  const node = document.createElementNS($('curve').namespaceURI, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== undefined) node.textContent = text;
  return node;
}

function number(value) {
  return value.toFixed(3);
}

function steps(low, high, count) {
  const rough = (high - low) / count || 1;
  const power = Math.pow(10, Math.floor(Math.log10(rough)));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough);
  const all = [];
  for (let at = Math.ceil(low / step - 1e-9) * step; at <= high + 1e-9; at += step) all.push(at);
  return { all, digits: Math.max(0, -Math.floor(Math.log10(step))) };
}

function scale(points, width) {
  const values = points.flatMap((one) => [one.value, one.low ?? one.value, one.high ?? one.value]);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const room = (high - low || 0.1) * 0.08;
  const first = points[0].labelled;
  const last = points[points.length - 1].labelled;
  const inner = width - LEFT - 14;
  return {
    low: low - room,
    high: high + room,
    first,
    last,
    x: (labels) => LEFT + (last === first ? inner / 2 : ((labels - first) / (last - first)) * inner),
    y: (value) => 10 + ((high + room - value) / (high - low + 2 * room || 1)) * (HEIGHT - BOTTOM - 10),
  };
}

function axes(at, width) {
  const parts = [];
  const rows = steps(at.low, at.high, 4);
  for (const value of rows.all) {
    parts.push(drawn('line', { x1: LEFT, x2: width - 14, y1: at.y(value), y2: at.y(value), class: 'grid' }));
    parts.push(drawn('text', { x: LEFT - 6, y: at.y(value) + 4, class: 'tick end' }, value.toFixed(rows.digits)));
  }
  const columns = at.first === at.last ? [at.first] : steps(at.first, at.last, Math.max(2, Math.floor(width / 110))).all.filter((one) => one % 1 === 0);
  for (const labels of columns) parts.push(drawn('text', { x: at.x(labels), y: HEIGHT - 18, class: 'tick middle' }, String(labels)));
  parts.push(drawn('text', { x: LEFT + (width - LEFT) / 2, y: HEIGHT - 3, class: 'tick middle' }, 'labels'));
  return parts;
}

function draw(curve) {
  const width = Math.max(260, $('curve').clientWidth);
  $('curve').setAttribute('viewBox', `0 0 ${width} ${HEIGHT}`);
  if (curve.points.length === 0) return $('curve').replaceChildren();
  const at = scale(curve.points, width);
  const parts = axes(at, width);
  const bounded = curve.points.filter((one) => one.low !== undefined);
  if (bounded.length > 1) {
    const above = bounded.map((one) => `${at.x(one.labelled)},${at.y(one.high)}`);
    const below = [...bounded].reverse().map((one) => `${at.x(one.labelled)},${at.y(one.low)}`);
    parts.push(drawn('polygon', { points: [...above, ...below].join(' '), class: 'band' }));
  }
  parts.push(drawn('polyline', { points: curve.points.map((one) => `${at.x(one.labelled)},${at.y(one.value)}`).join(' '), class: 'line' }));
  for (const one of curve.points) parts.push(drawn('circle', { cx: at.x(one.labelled), cy: at.y(one.value), r: 3.5, class: 'point' }));
  $('curve').replaceChildren(...parts);
}

function scoreName(curve) {
  return curve.score.replaceAll('_', ' ') + (curve.heldOut ? ' on held-out texts' : ' by cross-validation');
}

function words(curve) {
  const last = curve.points[curve.points.length - 1];
  const range = last && last.low !== undefined ? ` (95 % interval ${number(last.low)} to ${number(last.high)})` : '';
  $('curve-now').textContent = last
    ? capital(`${scoreName(curve)}: ${number(last.value)}${range} after ${last.labelled} labels.`)
    : `How good the model is cannot be said yet: ${curve.gap || 'nothing is measured'}.`;
  $('curve-note').textContent = curve.heldOut || !last ? '' : 'Texts that were asked because the model was unsure are harder than the rest: on all texts it is likely better than this.';
  $('curve').setAttribute('aria-label', last ? `Learning curve: ${scoreName(curve)}, from ${number(curve.points[0].value)} at ${curve.points[0].labelled} labels to ${number(last.value)} at ${last.labelled}` : 'Learning curve: nothing yet');
  $('measuring').textContent = curve.measuring ? 'The last model is being measured …' : '';
  $('change').textContent = curve.change
    ? capital(curve.change.text) + '.'
    : curve.stops.length > 0 ? 'Too early to say what another hundred labels would change: that takes two models.' : 'What another hundred labels would change cannot be said yet.';
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function stops(curve) {
  const would = curve.stops.filter((one) => one.reason !== undefined);
  $('stop').textContent = curve.stops.length === 0
    ? 'When to stop cannot be said yet.'
    : would.length === 0
      ? `None of ${curve.stops.length} stopping criteria would stop now: go on.`
      : `${would.length} of ${curve.stops.length} stopping criteria would stop now.`;
  $('stop-list').replaceChildren(...would.map((one) => element('li', one.criterion + ': ' + one.reason)));
}

function table(curve) {
  $('curve-rows').replaceChildren(...[...curve.points].reverse().map((one) => {
    const row = document.createElement('tr');
    const range = one.low === undefined ? '' : `${number(one.low)} to ${number(one.high)}`;
    row.append(...[one.round, one.labelled, number(one.value), range, one.checked].map((cell) => element('td', String(cell))));
    return row;
  }));
}

function time(seconds) {
  if (seconds < 90) return seconds.toFixed(1) + ' s';
  return seconds < 5400 ? Math.round(seconds / 60) + ' minutes' : (seconds / 3600).toFixed(1) + ' hours';
}

function money(cost, value) {
  return value.toFixed(value < 0.1 ? 4 : 2) + (cost.currency ? ' ' + cost.currency : '');
}

function spent(times, progress) {
  const own = times.own.median === undefined ? 'Your times are not known yet.' : `A label takes you ${time(times.own.median)}`;
  const all = times.all.median === undefined ? '' : (times.own.median === undefined ? ' A label takes ' : ', everybody ') + time(times.all.median) + ' (medians); ' + time(times.all.seconds) + ' in all.';
  $('times').textContent = own + all;
  const left = progress && progress.budget ? progress.budget - progress.labelled : 0;
  $('left').textContent = left > 0 && times.all.median !== undefined ? `${left} labels of the budget are left, about ${time(left * times.all.median)}.` : '';
  const cost = times.cost;
  $('cost').textContent = cost ? `Cost so far: ${money(cost, cost.spent)}` + (cost.perLabel === undefined ? '.' : `, ${money(cost, cost.perLabel)} a label.`) : '';
}

export function progressLine(now) {
  const all = now.budget || now.labelled + now.unlabelled + now.skipped;
  const mine = now.mine === undefined ? '' : ', ' + now.mine + ' by you';
  return `${now.labelled} of ${all} labelled${mine}; round ${now.round}, ${now.training ? 'training' : now.sinceTraining + ' of ' + now.batch + ' to the next'}`;
}

export async function insight(progress) {
  const [curve, times] = await Promise.all([call('GET', 'curve'), call('GET', 'times')]);
  shown = curve;
  words(curve);
  stops(curve);
  table(curve);
  draw(curve);
  spent(times, progress);
}

// Something has happened: what is open is shown anew if there is news of it.
export function insightNews(progress) {
  const news = progress.measured !== measured;
  measured = progress.measured;
  if (!$('insight').hidden && (news || !shown || shown.measuring)) return insight(progress);
  return Promise.resolve();
}

window.addEventListener('resize', () => { if (shown && !$('insight').hidden) draw(shown); });

// Esc closes what is open besides the text.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || document.querySelector('dialog[open]')) return;
  for (const button of document.querySelectorAll('#tools [aria-expanded="true"]')) button.click();
});
