// The explanation of a bill: opened from the palette, moved in with the keyboard, a link to the rule followed.
const assert = require('node:assert');

module.exports = async (bench, { picture }) => {
  await bench.command('Tarifa: Explain Bill of Sample Account');
  const frame = await bench.webview('ul.tree');
  await frame.waitForSelector('summary:has-text("Energy")');
  assert.match(await frame.locator('li.bill > details > summary').innerText(), /Monthly/);
  await bench.page.waitForFunction(() => [...document.querySelectorAll('.tab.active')].some((tab) => tab.textContent.includes('Explanation of Monthly')));
  await picture('explanation');

  // With the keyboard: the first heading has the focus; left closes, right opens.
  await frame.locator('summary').first().focus();
  await bench.press('ArrowLeft');
  assert.strictEqual(await frame.locator('li.bill > details').getAttribute('open'), null);
  await bench.press('ArrowRight');
  await bench.press('ArrowRight');
  assert.match(await frame.evaluate(() => document.activeElement.textContent), /Commercial|Residential/);

  // Nothing is loaded from outside, and no inline script may run.
  const policy = await frame.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  assert.match(policy, /^default-src 'none'/);

  // The place of a line opens the rule at it.
  await frame.locator('li.line > details[open] a.place').first().click();
  await bench.page.waitForFunction(() => [...document.querySelectorAll('.part.editor .tab.active')].some((tab) => tab.textContent.includes('energy.rule')));
  await bench.sees('.statusbar-item', /Ln 64, Col \d+/);
};
