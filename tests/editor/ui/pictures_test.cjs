// The pictures that the code lenses open, whatever the cursor is on: the exceptions of a rule with the one that the sample account takes, and the
// timeline of a parameter.
const assert = require('node:assert');

module.exports = async (bench, { picture }) => {
  const lens = async (line, title) => {
    await bench.goAfter(line, 1);
    // Lenses below it are above the next declaration: the nearest above the line is meant.
    const found = () => bench.page.evaluate(([number, text]) => {
      const row = [...document.querySelectorAll('.margin-view-overlays .line-numbers')].find((one) => one.textContent === String(number));
      const top = row?.getBoundingClientRect().top ?? 0;
      const all = [...document.querySelectorAll('.codelens-decoration a')].filter((one) => one.textContent === text)
        .map((one) => one.getBoundingClientRect()).filter((box) => box.top < top && box.top > top - 40);
      return all.length === 1 ? { x: all[0].x + all[0].width / 2, y: all[0].y + all[0].height / 2 } : null;
    }, [line, title]);
    let place = null;
    // Lenses come late and move the lines: two looks must agree.
    for (let before = null, end = Date.now() + 90_000; place === null || place.y !== before?.y; await bench.page.waitForTimeout(100)) {
      assert.ok(Date.now() < end, `no lens ${title} above line ${line}`);
      before = place;
      place = await found();
    }
    await bench.page.mouse.click(place.x, place.y);
  };
  await bench.goAfter(53, 1);
  await bench.seesBeside('rule subsistence', /= 173 kWh/);
  await lens(53, 'Exception tree');
  const tree = await bench.webview('figure svg');
  assert.match(await tree.locator('h1').innerText(), /subsistence/);
  assert.match(await tree.locator('figure').getAttribute('aria-label'), /lowland/);
  await picture('exception_tree');
  await bench.page.locator('.tab', { hasText: 'energy.rule' }).click();
  await lens(25, 'Timeline');
  const line = await bench.webview('figure svg:has-text("540.0250")');
  assert.match(await line.locator('h1').innerText(), /unit_cost/);
  await picture('timeline');
};
