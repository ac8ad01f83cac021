// What the pages of the extension can do: open the place of a rule, open and close the whole tree, move in it with the arrow keys.
(() => {
  const host = acquireVsCodeApi();
  const all = () => [...document.querySelectorAll('details')];
  const actions = {
    expand: () => all().forEach((one) => { one.open = true; }),
    collapse: () => all().forEach((one, index) => { one.open = index === 0; }),
  };
  document.addEventListener('click', (event) => {
    const place = event.target.closest('a.place');
    if (place !== null) {
      event.preventDefault();
      host.postMessage({ open: place.dataset.at });
      return;
    }
    const button = event.target.closest('button[data-action]');
    if (button === null) return;
    const action = button.dataset.action;
    if (Object.hasOwn(actions, action)) actions[action]();
    else host.postMessage({ action });
  });
  // As in the trees of the editor: right opens, left closes or goes up, up and down go to what is visible.
  document.addEventListener('keydown', (event) => {
    const at = document.activeElement;
    if (at === null || at.tagName !== 'SUMMARY') return;
    const visible = [...document.querySelectorAll('summary')].filter((one) => one.checkVisibility());
    const index = visible.indexOf(at);
    const box = at.parentElement;
    if (event.key === 'ArrowDown') visible[index + 1]?.focus();
    else if (event.key === 'ArrowUp') visible[index - 1]?.focus();
    else if (event.key === 'ArrowRight') box.open ? visible[index + 1]?.focus() : (box.open = true);
    else if (event.key === 'ArrowLeft') box.open ? (box.open = false) : box.parentElement.closest('details')?.querySelector('summary').focus();
    else return;
    event.preventDefault();
  });
  if ('focus' in document.body.dataset) document.querySelector('ul.tree summary')?.focus();
  host.postMessage({ shown: document.querySelectorAll('details, table, svg').length });
})();
