// The page's elements. Text goes in as text only.
export const $ = (id) => document.getElementById(id);

export function element(name, text) {
  const node = document.createElement(name);
  node.textContent = text;
  return node;
}

export function button(text, act) {
  const node = element('button', text);
  node.type = 'button';
  node.addEventListener('click', act);
  return node;
}
