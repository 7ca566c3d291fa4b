// How a language model does that annotates, for the owner: what it is doing, how far it is believed, what it cost.
import { call } from './api.js';
import { $ } from './dom.js';

const EVERY = 5000;
const percent = (share) => Math.round(100 * share) + ' %';

function standing(model) {
  const { agreed, compared, lower, upper } = model.agreement;
  const measured = compared === 0
    ? 'people have labelled none of its texts'
    : 'people say the same of ' + agreed + ' of ' + compared + ' texts (' + percent(lower) + ' to ' + percent(upper) + ')';
  if (model.voice) return measured + '; its voice weighs by that';
  const floor = percent(model.trust.floor);
  return measured + '; ' + (model.believed
    ? 'its labels count, ' + percent(model.trust.check) + ' of the texts are checked'
    : 'its labels count from ' + model.trust.least + ' texts and ' + floor + ' on');
}

function lines(model) {
  const cost = model.cost;
  const money = cost.moneyLimit === undefined ? '' : ', ' + cost.money + ' of ' + cost.moneyLimit + ' in money';
  return [
    model.annotator + ': ' + model.state + (model.reason ? ' (' + model.reason + ')' : ''),
    model.labelled + ' texts labelled, ' + model.left + ' left to people, ' + model.unfit + ' answers that were no label' + (model.dropped ? ', ' + model.dropped + ' quotes that their texts have not' : ''),
    standing(model),
    (cost.promptTokens + cost.answerTokens) + ' of ' + cost.tokenLimit + ' tokens' + money,
  ];
}

async function show() {
  if ($('owner').hidden) return;
  const model = await call('GET', 'model');
  $('model').hidden = !model.annotates;
  if (!model.annotates) return;
  $('model-lines').replaceChildren(...lines(model).map((line) => {
    const item = document.createElement('li');
    item.textContent = line;
    return item;
  }));
}

setInterval(() => show().catch(() => {}), EVERY);
