// What a user does in the first minutes: a slip is underlined, explained, mended by a quick fix; names are completed; problems and outline.
const assert = require('node:assert');

module.exports = async (bench, { picture }) => {
  const { page } = bench;
  // Line 64: line energy "Energy" = usage @ unit_cost
  await bench.goAfter(64, 57);
  await bench.press('Backspace');
  await bench.press('Backspace');
  await bench.press('Backspace');
  await bench.type('st');
  await page.waitForSelector('.monaco-editor .squiggly-error', { state: 'attached' });
  await bench.press('Escape');

  await bench.hoverOver(/^unit_cst$/, /unit_cst.* is not known here/);
  await bench.sees('.monaco-hover', /E0201/);
  await picture('squiggle');
  await bench.press('Escape');
  await page.mouse.move(700, 20);

  await bench.press('Control+Shift+m');
  await bench.sees('.markers-panel-container, .markers-panel', /is not known here/);
  await picture('problems');
  await bench.press('Control+j');

  await bench.goAfter(64, 55);
  await bench.press('Control+.');
  await bench.sees('.action-widget', /unit_cost/);
  await picture('quick_fix');
  await bench.press('Enter');
  await bench.gone('.monaco-editor .squiggly-error');
  await bench.sees('.view-line', /usage @ unit_cost/);

  await bench.hoverOver(/^unit_cost$/, /COP\/kWh/);
  await picture('hover');
  await bench.press('Escape');
  await page.mouse.move(700, 20);

  await bench.press('Control+Shift+o');
  await bench.sees('.quick-input-list .monaco-list-row', /subsistence/);
  await picture('outline');
  await bench.press('Escape');
  assert.strictEqual(await bench.count('.monaco-editor .squiggly-error'), 0);
};
