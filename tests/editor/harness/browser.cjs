// The workbench in Debian's Chromium.
const path = require('node:path');
const { build } = require('./scratch.cjs');
const { chromium } = require(path.join(build, 'tests/node_modules/playwright-core'));

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

const launch = () => chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: flags, timeout: 240_000 });

function workbenchUrl(host, folder, payload) {
  return `http://${host}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

const remote = (host, file) => `vscode-remote://${host}${file}`;

module.exports = { launch, workbenchUrl, remote };
