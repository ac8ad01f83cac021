// Inside the extension host: runs the *_test.js of this folder with mocha and writes what came out for run_in_host.cjs.
const fs = require('node:fs');
const path = require('node:path');

const testMs = 120_000;

exports.run = async () => {
  const folder = path.dirname(process.env.TARIFA_TEST_WORKSPACE);
  const request = JSON.parse(fs.readFileSync(path.join(folder, 'request.json'), 'utf8'));
  const Mocha = require(request.mocha);
  const mocha = new Mocha({ ui: 'bdd', timeout: testMs, reporter: function quiet() {} });
  const files = fs.readdirSync(__dirname).filter((name) => name.endsWith('_test.js') && new RegExp(request.pattern).test(name)).sort();
  for (const name of files) mocha.addFile(path.join(__dirname, name));
  const result = { passes: 0, failures: 0 };
  const say = (line) => console.log(`${request.mark}${line}`);
  await new Promise((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', (test) => {
      result.passes += 1;
      say(`ok    ${test.fullTitle()} (${test.duration} ms)`);
    });
    runner.on('fail', (test, error) => {
      result.failures += 1;
      say(`FAIL  ${test.fullTitle()}\n${String(error.stack ?? error).replace(/^/gm, '      ')}`);
    });
  });
  fs.writeFileSync(request.report, JSON.stringify(result));
  if (result.failures > 0) throw new Error(`${result.failures} tests failed`);
};
