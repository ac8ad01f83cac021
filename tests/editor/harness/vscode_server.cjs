// Starts the real VS Code server on a free port of the loopback, with the extension installed from its .vsix, and stops it by its own process.
const { spawn, spawnSync } = require('node:child_process');
const path = require('node:path');
const { build } = require('./scratch.cjs');

const main = path.join(build, 'server/out/server-main.js');
const startMs = 300_000;  // also on a machine that is busy with something else

function environment(scratch) {
  const { PATH, LANG = 'C.UTF-8' } = process.env;
  return { PATH, LANG, HOME: scratch.home, TARIFA_TEST_WORKSPACE: scratch.workspace };
}

// As a user installs it: the editor's own installer reads the .vsix.
function installExtension(scratch, vsix) {
  const run = spawnSync(process.execPath, [main, '--accept-server-license-terms', '--server-data-dir', scratch.data, '--extensions-dir',
    scratch.extensions, '--install-extension', vsix], { env: environment(scratch), encoding: 'utf8', timeout: startMs });
  if (run.status !== 0 || !/successfully installed/.test(run.stdout)) {
    throw new Error(`the .vsix was not installed: ${run.stdout}${run.stderr}`);
  }
}

async function startServer(scratch) {
  const child = spawn(process.execPath, [main, '--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--accept-server-license-terms',
    '--enable-smoke-test-driver', '--disable-workspace-trust', '--disable-telemetry', '--server-data-dir', scratch.data, '--extensions-dir',
    scratch.extensions], { env: environment(scratch), stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const port = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the VS Code server did not start: ${said}`)), startMs);
    const listen = (chunk) => {
      said += chunk;
      const match = /listening on (\d+)/.exec(said);
      if (match !== null) {
        clearTimeout(timer);
        resolve(Number(match[1]));
      }
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('exit', (code) => reject(new Error(`the VS Code server ended with ${code}: ${said}`)));
  });
  const stop = async () => {
    if (child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
    await ended;
    clearTimeout(timer);
  };
  return { host: `127.0.0.1:${port}`, log: () => said, stop };
}

module.exports = { installExtension, startServer };
