// A folder of one run: the workspace (a copy of an example), the server's data, HOME. Everything a test writes is in it.
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const root = path.resolve(__dirname, '../../..');
const build = path.join(root, 'build/editor');
const programs = process.env.TARIFA_PROGRAMS ?? path.join(root, 'build/release');

function makeScratch(settings) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tarifa-editor-'));
  const scratch = {
    folder,
    home: path.join(folder, 'home'),
    data: path.join(folder, 'data'),
    extensions: path.join(folder, 'extensions'),
    workspace: path.join(folder, 'workspace'),
    remove: () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
  };
  for (const one of [scratch.home, scratch.extensions, path.join(scratch.data, 'data/Machine')]) fs.mkdirSync(one, { recursive: true });
  fs.cpSync(path.join(root, 'examples/01-colombia-energy'), scratch.workspace, { recursive: true });
  // For links to files and for renaming one.
  fs.writeFileSync(path.join(scratch.workspace, 'rules/late-fee.csv'), 'from,value,until\n2020-01-01,100.00,open\n');
  const machine = {
    'tarifa.command': path.join(programs, 'tarifa'),
    'tarifa.server.command': path.join(programs, 'tarifa-lsp'),
    ...settings,
  };
  fs.writeFileSync(path.join(scratch.data, 'data/Machine/settings.json'), JSON.stringify(machine, null, 2));
  return scratch;
}

module.exports = { makeScratch, root, build, programs };
