// A remark on the text that is shown.
import { $ } from './dom.js';


export function askRemark() {
  $('flag-note').value = '';
  $('flag-dialog').showModal();
}

// said: told the remark.
export function listenForRemarks(said) {
  $('flag-cancel').addEventListener('click', () => $('flag-dialog').close());
  $('flag-form').addEventListener('submit', (event) => {
    event.preventDefault();
    $('flag-dialog').close();
    if ($('flag-note').value.trim()) said($('flag-note').value);
  });
}
