// First paint: the colours of the TextMate grammar, and a snippet.
const assert = require('node:assert');

module.exports = async (bench) => {
  await bench.page.waitForFunction(() => {
    const paint = (text) => [...document.querySelectorAll('.view-line span span')].find((one) => one.textContent.trim() === text)?.className;
    const words = ['rule', 'Residential', 'half_up'].map(paint).filter((name) => name !== undefined);
    return words.length >= 2 && new Set(words).size >= 2;
  });
  const classes = await bench.page.evaluate(() => new Set([...document.querySelectorAll('.view-line span span')].map((one) => one.className)).size);
  assert.ok(classes >= 5, `only ${classes} colours`);
};
