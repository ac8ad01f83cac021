// Runs tests/editor/in_host/*_test.js inside the extension host of the real VS Code, the extension installed from its .vsix.
// usage: node run_in_host.cjs [PATTERN]      only the files whose name fits the regular expression PATTERN
// The exit status is 0 only if at least one test ran and none failed.
const fs = require('node:fs');
const path = require('node:path');
const { launch, remote, workbenchUrl } = require('./harness/browser.cjs');
const { build, makeScratch } = require('./harness/scratch.cjs');
const { installExtension, startServer } = require('./harness/vscode_server.cjs');

const limitMs = 900_000;
const mark = 'tarifa test: ';  // what a test says begins so
const log = path.join(build, 'in_host.log');  // what the editor said of itself

async function runInPage(host, scratch) {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    const ended = new Promise((resolve) => {
      void page.exposeFunction('codeAutomationLog', (type, args) => {
        const text = args.join(' ');
        if (text.startsWith(mark)) console.log(text.slice(mark.length));
        else fs.appendFileSync(log, `[${type}] ${text}\n`);
      });
      void page.exposeFunction('codeAutomationExit', resolve);
    });
    const inHost = path.join(__dirname, 'in_host');
    const payload = [['extensionDevelopmentPath', remote(host, inHost)], ['extensionTestsPath', remote(host, path.join(inHost, 'index.js'))]];
    await page.goto(workbenchUrl(host, scratch.workspace, payload), { timeout: 300_000 });
    let timer;
    const late = new Promise((resolve) => { timer = setTimeout(() => resolve(`no end after ${limitMs} ms`), limitMs); });
    const code = await Promise.race([ended, late]);
    clearTimeout(timer);
    return code;
  } finally {
    await browser.close();
  }
}

async function main() {
  fs.writeFileSync(log, '');
  const scratch = makeScratch({});
  const request = path.join(scratch.folder, 'request.json');
  const report = path.join(scratch.folder, 'report.json');
  fs.writeFileSync(request, JSON.stringify({ pattern: process.argv[2] ?? '', mocha: path.join(build, 'tests/node_modules/mocha'), mark, report }));
  let server;
  try {
    installExtension(scratch, path.join(build, 'tarifa.vsix'));
    server = await startServer(scratch);
    const code = await runInPage(server.host, scratch);
    const result = fs.existsSync(report) ? JSON.parse(fs.readFileSync(report, 'utf8')) : { passes: 0, failures: 0 };
    console.log(`${result.passes} passed, ${result.failures} failed`);
    if (code !== 0 || result.passes === 0 || result.failures > 0) {
      if (code !== 0) console.log(`the extension host ended with: ${code}; see ${log}`);
      process.exitCode = 1;
    }
  } finally {
    await server?.stop();
    scratch.remove();
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
