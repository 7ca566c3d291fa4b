// Guidelines: the server has read the Markdown, here its parts become elements. Text stays text,
// an address too: nothing of it is run, loaded or followed.
const INLINE = { emphasis: 'em', strong: 'strong', code: 'code' };
const BLOCK = { paragraph: 'p', quote: 'blockquote', bullets: 'ul', numbers: 'ol', item: 'li' };

function element(name, parts) {
  const node = document.createElement(name);
  node.append(...parts);
  return node;
}

function one(part) {
  const inner = (part.parts || []).map(one);
  if (part.kind === 'text') return document.createTextNode(part.text);
  if (part.kind === 'break') return document.createElement('br');
  if (part.kind === 'rule') return document.createElement('hr');
  if (part.kind === 'block') return element('pre', [element('code', [part.text])]);
  if (part.kind === 'code') return element('code', [part.text]);
  if (part.kind === 'heading') return element('h' + Math.min(6, part.level + 2), inner);
  if (part.kind === 'link') return element('span', [...inner, ' (' + part.text + ')']);
  const name = INLINE[part.kind] || BLOCK[part.kind];
  return name ? element(name, inner) : element('span', inner);
}

export function markdown(parts) {
  return parts.map((part) => {
    const node = one(part);
    if (node.nodeType === Node.ELEMENT_NODE) node.dir = 'auto';
    return node;
  });
}
