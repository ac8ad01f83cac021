// A server that dies is started again, and knows the sample account again.
const fs = require('node:fs');
const { assert, extension, fileUri, find, itAnswered, open, rules, until, vscode } = require('./editor.js');

async function choose(choice) {
  const settings = vscode.workspace.getConfiguration('tarifa', fileUri(rules));
  await settings.update('sampleAccount', choice, vscode.ConfigurationTarget.Workspace);
}

/** The child of this extension host that is the server. */
function serverProcess() {
  const stats = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((pid) => {
    try {
      return fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    } catch {
      return '';  // it has ended
    }
  });
  const found = stats.map((stat) => /^(\d+) \(tarifa-lsp\) [^Z] (\d+) /.exec(stat)).find((match) => match !== null && Number(match[2]) === process.pid);
  return found === undefined ? undefined : Number(found[1]);
}

describe('a server that died', () => {
  after(() => choose(undefined));

  itAnswered('exceptionTree', 'is started again, with the sample account', async () => {
    const { server, protocol, values } = await extension().activate();
    const document = await open();
    await choose({ accounts: 'data/sample.jsonl', account: 'H-1002', period: '2020-04' });
    const place = { textDocument: { uri: document.uri.toString() }, position: find(document, 'subsistence for').start };
    const taken = () => server.request(protocol.exceptionTree, place).then((answer) => answer?.value === '173 kWh', () => false);
    await until('the account in the picture', taken);
    const before = serverProcess();
    assert.ok(before > 0);
    process.kill(before, 'SIGKILL');
    await until('another process', () => server.running && ![undefined, before].includes(serverProcess()));
    await until('the account in the picture again', taken);
    await until('its values', () => (values.shown.get(document.uri.toString()) ?? []).some((text) => text.includes('72250')));
  });
});
