// Completion of names that fit, as one types.
const assert = require('node:assert');

module.exports = async (bench, { picture }) => {
  await bench.goAfter(64, 57);
  await bench.sees('.breadcrumbs-control', /energy.rule.*energy/);  // the server has answered
  await bench.seesBeside('line energy', /= 114728.31 COP/);
  await bench.press('Enter');
  await bench.type('line extra = usage @ un');
  // The value of the line above stays where it belongs.
  const beside = await bench.page.locator('.view-line', { hasText: 'line extra' }).evaluate((line) =>
    [...line.querySelectorAll('span')].map((part) => getComputedStyle(part, '::after').content).join(''));
  assert.doesNotMatch(beside, /114728/);
  await bench.press('Control+Space');
  await bench.sees('.suggest-widget .monaco-list-row', /unit_cost/);
  await picture('completion');
  await bench.press('Escape');
};
