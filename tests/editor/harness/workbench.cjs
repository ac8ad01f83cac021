// A page with the workbench, driven as a user does: keys, palette, what is on the screen. No step waits longer than it must.
const assert = require('node:assert');
const { remote, workbenchUrl } = require('./browser.cjs');

const againMs = 3000;  // then it is tried once more
const stepMs = 90_000;  // a loaded machine is slow; nothing waits longer than it must

class Workbench {
  constructor(page) {
    this.page = page;
  }

  static async open(browser, host, scratch, file) {
    const page = await (await browser.newContext({ viewport: { width: 1360, height: 850 } })).newPage();
    page.setDefaultTimeout(stepMs);
    await page.goto(workbenchUrl(host, scratch.workspace, [['openFile', remote(host, `${scratch.workspace}/${file}`)]]), { timeout: 240_000 });
    await page.waitForSelector('.monaco-workbench', { timeout: 240_000 });
    await page.waitForSelector('.monaco-editor .view-line', { timeout: 240_000 });
    return new Workbench(page);
  }

  press(key) {
    return this.page.keyboard.press(key);
  }

  type(text) {
    return this.page.keyboard.type(text);
  }

  /** Waits until something of the selector holds the text (a regular expression). */
  async sees(selector, pattern) {
    await this.page.waitForFunction(([where, source]) => [...document.querySelectorAll(where)].some((one) =>
      one.checkVisibility() && new RegExp(source).test(one.textContent.replaceAll('\u00a0', ' '))), [selector, pattern.source], { polling: 20 });
  }

  /** Waits until a decoration at the end of a line, which is no text of the page, reads so. */
  async seesBeside(line, pattern) {
    await this.page.waitForFunction(([start, source]) => [...document.querySelectorAll('.view-line')].some((one) =>
      one.textContent.replaceAll('\u00a0', ' ').trimStart().startsWith(start) && [...one.querySelectorAll('span')].some((part) =>
        new RegExp(source).test(getComputedStyle(part, '::after').content))), [line, pattern.source], { polling: 20 });
  }

  async count(selector) {
    return this.page.locator(selector).count();
  }

  async gone(selector) {
    await this.page.waitForFunction((where) => document.querySelector(where) === null, selector, { polling: 20 });
  }

  /** A command of the palette by its title. The list is made when the palette opens: opened again until the command is in it. */
  async command(title) {
    const row = this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title });
    for (const end = Date.now() + stepMs; ;) {
      await this.press('F1');
      // While a page in a frame is being loaded a key is lost, or the frame takes the focus and the palette is gone.
      const found = this.page.locator('.quick-input-widget input:focus').fill(`>${title}`, { timeout: againMs })
        .then(() => row.click({ timeout: againMs }));
      if (await found.then(() => true, () => false)) break;
      await this.press('Escape');
      assert.ok(Date.now() < end, `no command ${title}`);
    }
  }

  /** Puts the cursor after the nth place where the text stands, with the editor's own search. */
  async goAfter(line, column) {
    await this.press('Control+g');
    await this.page.waitForSelector('.quick-input-widget input:focus');
    await this.type(`${line}:${column}`);
    await this.press('Enter');
    await this.page.waitForSelector('.monaco-editor.focused');
  }

  /** The mouse over the end of the last such word, until the hover says what is expected. Lines may move meanwhile: lenses come late. */
  async hoverOver(word, expected) {
    const found = this.page.locator('.monaco-editor .view-line span', { hasText: word }).last();
    const hover = this.page.locator('.monaco-hover:not(.hidden)', { hasText: expected }).first();
    for (const end = Date.now() + stepMs; ;) {
      const box = await found.boundingBox();
      await this.page.mouse.move(box.x + box.width - 10, box.y + box.height / 2, { steps: 4 });
      if (await hover.waitFor({ timeout: 2000 }).then(() => true, () => false)) return;
      assert.ok(Date.now() < end, `no hover ${expected} over ${word}`);
      await this.page.mouse.move(700, 20);
    }
  }

  /** The frame inside a webview that holds the page of the extension. */
  async webview(selector) {
    for (const end = Date.now() + stepMs; Date.now() < end; await this.page.waitForTimeout(20)) {
      for (const frame of this.page.frames()) {
        if ((await frame.locator(selector).count().catch(() => 0)) > 0) return frame;
      }
    }
    assert.fail(`no webview with ${selector}`);
  }

  async picture(file) {
    await this.page.screenshot({ path: file, animations: 'disabled' });
  }
}

module.exports = { Workbench };
