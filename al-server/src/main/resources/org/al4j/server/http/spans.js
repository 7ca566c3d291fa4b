// Parts of a text are marked: by mouse, finger or keyboard. What can be marked are the units that
// the server sends with a text, words or characters; offsets are UTF-16 units, as the API has them.
import { $ } from './dom.js';

const COLOURS = 8;
const LETTER = /^[\p{L}\p{N}\p{M}]/u;
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

export function describeSpans(spans, text) {
  return spans.map((one) => '“' + text.slice(one.start, one.end) + '” ' + one.label + (one.probability === undefined ? '' : ' ' + Math.round(100 * one.probability) + ' %')).join(', ') || 'nothing marked';
}

export function colour(index) {
  return 'colour-' + index % COLOURS;
}

function node(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

export class SpanEditor {
  // changed: told the spans whenever they are others; say: tells a person something.
  constructor(project, { changed, say }) {
    this.labels = project.labels.map((label) => label.name);
    this.byWords = project.task === 'spans';
    this.exact = this.byWords;
    this.changed = changed;
    this.say = say;
    this.home = $('text');
    this.home.classList.add('markable');
    this.home.tabIndex = 0;
    this.home.setAttribute('role', 'group');
    this.home.setAttribute('aria-label', 'Text to mark: arrows move, shift selects, a label’s key marks');
    for (const id of ['span-status', 'span-list', 'exact', 'take', 'unmark', 'span-help']) $(id).hidden = false;
    $('unmark').addEventListener('click', () => { this.remove(); this.home.focus(); });
    this.listen();
    this.show(null, [], []);
  }

  tools() {
    return { c: ['exact', () => this.toggle()], y: ['take', () => this.take()] };
  }

  show(card, spans, hints) {
    const again = card && this.card && card.id === this.card.id && JSON.stringify(spans) === JSON.stringify(this.value());
    this.card = card;
    this.text = card ? card.text : '';
    this.units = (card && card.words) || [];
    this.spans = spans.map((one) => this.placed(one)).filter((one) => one);
    this.hints = hints.map((one) => this.placed(one)).filter((one) => one);
    if (!again) [this.past, this.future] = [[], []];
    this.regroup();
    this.select(-1, -1);
    this.render();
  }

  placed(one) {
    const from = this.units.findIndex((unit) => unit[0] === one.start);
    const to = this.units.findIndex((unit) => unit[1] === one.end) + 1;
    return from >= 0 && to > from ? { from, to, label: one.label } : null;
  }

  value() {
    return this.spans.map((one) => ({ start: this.units[one.from][0], end: this.units[one.to - 1][1], label: one.label }));
  }

  words(from, to) {
    return this.text.slice(this.units[from][0], this.units[to - 1][1]);
  }

  // What one step of an arrow goes over: a unit, or of characters those of a word.
  regroup() {
    this.groups = [];
    this.units.forEach((unit, i) => {
      const joined = !this.exact && i > 0 && this.units[i - 1][1] === unit[0] && this.isLetter(i - 1) && this.isLetter(i);
      if (joined) this.groups[this.groups.length - 1][1] = i + 1;
      else this.groups.push([i, i + 1]);
    });
  }

  isLetter(unit) {
    const text = this.words(unit, unit + 1);
    return LETTER.test(text) && !UNSPACED.test(text);
  }

  groupOf(unit) {
    return this.groups.findIndex((group) => group[0] <= unit && unit < group[1]);
  }

  selection() {
    if (this.focus < 0) return null;
    return { from: this.groups[Math.min(this.anchor, this.focus)][0], to: this.groups[Math.max(this.anchor, this.focus)][1] };
  }

  under(at = this.selection()) {
    return at ? this.spans.filter((one) => one.from < at.to && at.from < one.to) : [];
  }

  select(anchor, focus) {
    this.anchor = anchor;
    this.focus = focus;
    this.draw();
  }

  pick(span) {
    this.select(this.groupOf(span.from), this.groupOf(span.to - 1));
  }

  mark(label) {
    this.home.focus();
    const at = this.selection();
    if (!at) return this.say('Select something first: click a word, drag over words, or use the arrows.');
    const [one, ...others] = this.under();
    const whole = one && Math.min(this.anchor, this.focus) === this.groupOf(one.from) && Math.max(this.anchor, this.focus) === this.groupOf(one.to - 1);
    if (one && (others.length > 0 || !(whole || this.anchor === this.focus))) {
      return this.say('This overlaps “' + this.words(one.from, one.to) + '” ' + one.label + ': take that away first (Backspace).');
    }
    const now = one ? { ...one, label } : { ...at, label };
    this.change([...this.spans.filter((other) => other !== one), now].sort((a, b) => a.from - b.from));
  }

  // Other spans in the place of those that are marked, as if one had marked them.
  replace(spans) {
    this.change(spans.map((one) => this.placed(one)).filter((one) => one));
  }

  remove() {
    const gone = this.under();
    if (gone.length === 0) return this.say('Nothing is marked here.');
    this.change(this.spans.filter((one) => !gone.includes(one)));
  }

  take() {
    if (this.hints.length === 0) return this.say('No suggestions are shown.');
    const free = this.hints.filter((hint) => this.spans.every((one) => hint.to <= one.from || one.to <= hint.from));
    if (free.length > 0) this.change([...this.spans, ...free].sort((a, b) => a.from - b.from));
  }

  toggle() {
    if (this.byWords) return this.say('Whole words are marked here. A project for characters is made with --task character-spans.');
    const at = this.selection();
    this.exact = !this.exact;
    $('exact').setAttribute('aria-pressed', String(this.exact));
    this.regroup();
    if (at) this.select(this.groupOf(at.from), this.groupOf(at.to - 1));
    this.say(this.exact ? 'Arrows and clicks go by characters.' : 'Arrows and clicks go by words.');
  }

  change(spans) {
    this.past.push(this.spans);
    this.future = [];
    this.become(spans);
  }

  become(spans) {
    this.spans = spans;
    this.render();
    this.changed(this.value());
  }

  // Of the text that is shown; false if there is nothing.
  undo() {
    if (this.past.length === 0) return false;
    this.future.push(this.spans);
    this.become(this.past.pop());
    return true;
  }

  redo() {
    if (this.future.length === 0) return false;
    this.past.push(this.spans);
    this.become(this.future.pop());
    return true;
  }

  key(event) {
    if (this.units.length === 0) return false;
    const forward = getComputedStyle(this.home).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const last = this.groups.length - 1;
    const from = this.focus;
    switch (event.key) {
      case 'ArrowLeft':
      case 'ArrowRight': return this.move(from < 0 ? (event.key === forward ? 0 : last) : from + (event.key === forward ? 1 : -1), event.shiftKey);
      case 'ArrowUp':
      case 'ArrowDown': return this.move(from < 0 ? 0 : this.line(event.key === 'ArrowDown'), event.shiftKey);
      case 'Home': return this.move(0, event.shiftKey);
      case 'End': return this.move(last, event.shiftKey);
      case 'Backspace':
      case 'Delete': this.remove(); return true;
      case 'Escape': if (from >= 0) this.select(-1, -1); return from >= 0;
      default: return false;
    }
  }

  move(to, extend) {
    const focus = Math.max(0, Math.min(this.groups.length - 1, to));
    this.select(extend && this.anchor >= 0 ? this.anchor : focus, focus);
    this.elements[this.groups[focus][0]].scrollIntoView({ block: 'nearest' });
    return true;
  }

  // The nearest in the line above or below.
  line(down) {
    const place = (group) => this.elements[this.groups[group][0]].getBoundingClientRect();
    const here = place(this.focus);
    let best = this.focus;
    let least = Infinity;
    this.groups.forEach((group, i) => {
      const there = place(i);
      const lines = Math.round((down ? there.top - here.top : here.top - there.top) / here.height);
      const far = lines * 100000 + Math.abs(there.left - here.left);
      if (lines >= 1 && far < least) [best, least] = [i, far];
    });
    return best;
  }

  listen() {
    let drag = null;
    this.home.addEventListener('pointerdown', (event) => {
      const group = event.button === 0 ? this.groupAt(event) : -1;
      if (group < 0) return;
      drag = { anchor: this.anchor, focus: this.focus, still: !event.shiftKey, start: group };
      this.home.setPointerCapture(event.pointerId);
      this.select(event.shiftKey && this.anchor >= 0 ? this.anchor : group, group);
    });
    this.home.addEventListener('pointermove', (event) => {
      const group = drag ? this.groupAt(event) : -1;
      if (group < 0 || group === this.focus) return;
      drag.still = false;
      this.select(this.anchor, group);
    });
    this.home.addEventListener('pointerup', () => {
      const [one] = drag && drag.still ? this.under() : [];
      if (one) this.pick(one);
      drag = null;
    });
    this.home.addEventListener('pointercancel', () => {
      if (drag) this.select(drag.anchor, drag.focus); // it was a scroll
      drag = null;
    });
  }

  groupAt(event) {
    const found = document.elementFromPoint(event.clientX, event.clientY);
    const unit = found && found.closest('[data-unit]');
    return unit && this.home.contains(unit) ? this.groupOf(Number(unit.dataset.unit)) : -1;
  }

  render() {
    const starts = new Map(this.spans.map((one) => [one.from, one]));
    const hinted = new Set(this.hints.flatMap((one) => Array.from({ length: one.to - one.from }, (_, i) => one.from + i)));
    const whole = document.createDocumentFragment();
    let into = whole;
    let open = null;
    let at = 0;
    this.elements = this.units.map(([start, end], i) => {
      into.append(this.text.slice(at, start));
      if (starts.has(i)) {
        open = starts.get(i);
        into = node('mark', '', colour(this.labels.indexOf(open.label)));
        whole.append(into);
      }
      const unit = node('span', this.text.slice(start, end), hinted.has(i) ? 'hint' : '');
      unit.dataset.unit = i;
      into.append(unit);
      at = end;
      if (open && open.to === i + 1) {
        const tag = node('bdi', open.label, 'tag');
        tag.dataset.unit = i;
        into.append(tag);
        [open, into] = [null, whole];
      }
      return unit;
    });
    whole.append(this.text.slice(at));
    this.home.replaceChildren(whole);
    $('span-list').replaceChildren(...this.spans.map((one) => this.item(one)));
    this.draw();
  }

  item(one) {
    const said = '“' + this.words(one.from, one.to) + '” ' + one.label;
    const item = node('li', '');
    const go = node('button', said, colour(this.labels.indexOf(one.label)));
    go.type = 'button';
    go.dir = 'auto';
    go.addEventListener('click', () => { this.pick(one); this.home.focus(); });
    const gone = node('button', '×');
    gone.type = 'button';
    gone.setAttribute('aria-label', 'Remove ' + said);
    gone.addEventListener('click', () => { this.pick(one); this.remove(); this.home.focus(); });
    item.append(go, gone);
    return item;
  }

  draw() {
    const at = this.selection();
    (this.elements || []).forEach((unit, i) => unit.classList.toggle('selected', Boolean(at) && at.from <= i && i < at.to));
    const marked = this.under().map((one) => one.label).join(', ');
    $('span-status').textContent = at ? 'Selected: “' + this.words(at.from, at.to) + '”' + (marked ? ', ' + marked : '') : this.units.length === 0 ? '' : 'Nothing selected; ' + (this.spans.length || 'nothing') + ' marked.';
  }
}
