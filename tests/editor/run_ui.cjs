// The main paths in the real workbench with real keystrokes: colours, squiggle, hover, completion, quick fix, problems, outline, rename, tests,
// explanation. Screenshots go to build/editor/pictures, and to docs/pictures with TARIFA_PICTURES=1.
// usage: node run_ui.cjs [PATTERN]      only the paths whose name fits the regular expression PATTERN
const fs = require('node:fs');
const path = require('node:path');
const { launch } = require('./harness/browser.cjs');
const { build, makeScratch, root } = require('./harness/scratch.cjs');
const { installExtension, startServer } = require('./harness/vscode_server.cjs');
const { Workbench } = require('./harness/workbench.cjs');

const limitMs = 1_800_000;
const pictures = process.env.TARIFA_PICTURES === '1' ? path.join(root, 'docs/pictures') : path.join(build, 'pictures');
const settings = {
  'files.autoSave': 'off', 'files.hotExit': 'off',
  'workbench.startupEditor': 'none', 'workbench.tips.enabled': false, 'chat.commandCenter.enabled': false, 'editor.minimap.enabled': false,
  'workbench.colorTheme': 'Default Light Modern', 'telemetry.telemetryLevel': 'off', 'extensions.ignoreRecommendations': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden', 'editor.fontFamily': 'DejaVu Sans Mono', 'editor.fontSize': 13,
  'tarifa.sampleAccount': { accounts: 'data/sample.jsonl', account: 'H-1002', period: '2020-04' },
};

/** One path, in an editor of its own: what one leaves (unsaved texts, too) must not reach the next. */
async function follow(file, browser) {
  const scratch = makeScratch(settings);
  let server;
  let bench;
  try {
    installExtension(scratch, path.join(build, 'tarifa.vsix'));
    server = await startServer(scratch);
    bench = await Workbench.open(browser, server.host, scratch, 'rules/energy.rule');
    await require(`./ui/${file}`)(bench, { scratch, picture: (name) => bench.picture(path.join(pictures, `vscode_${name}.png`)) });
  } catch (error) {
    await bench?.picture(path.join(build, `failed_${file}.png`));
    throw error;
  } finally {
    await bench?.page.context().close();
    await server?.stop();
    scratch.remove();
  }
}

async function main() {
  fs.mkdirSync(pictures, { recursive: true });
  const pattern = new RegExp(process.argv[2] ?? '');
  const files = fs.readdirSync(path.join(__dirname, 'ui')).filter((name) => name.endsWith('_test.cjs') && pattern.test(name)).sort();
  let passed = 0;
  const failed = [];
  const timer = setTimeout(() => { console.error(`no end after ${limitMs} ms`); process.exit(1); }, limitMs);
  const browser = await launch();
  try {
    for (const file of files) {
      const started = Date.now();
      try {
        await follow(file, browser);
        passed += 1;
        console.log(`ok    ${file} (${Date.now() - started} ms)`);
      } catch (error) {
        failed.push(file);
        console.log(`FAIL  ${file}\n${String(error.stack ?? error).replace(/^/gm, '      ')}`);
      }
    }
  } finally {
    clearTimeout(timer);
    await browser.close();
  }
  console.log(`${passed} passed, ${failed.length} failed`);
  if (passed === 0 || failed.length > 0) process.exitCode = 1;
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
