// A second package, beside that of the workspace: each knows its own names.
const fs = require('node:fs');
const path = require('node:path');
const { assert, find, open, until, vscode, workspace } = require('./editor.js');

const folder = path.join(path.dirname(workspace), 'north');
const errorsOf = (document) => vscode.languages.getDiagnostics(document.uri).filter((one) => one.severity === vscode.DiagnosticSeverity.Error);

describe('several packages', () => {
  before(() => {
    fs.mkdirSync(path.join(folder, 'rules'), { recursive: true });
    fs.writeFileSync(path.join(folder, 'tarifa.toml'), '[package]\nname = "north"\nversion = "1.0.0"\nedition = "2026"\nentry = ["north.town"]\n');
    fs.writeFileSync(path.join(folder, 'rules/town.rule'), 'module north.town\nlet of_north: int = 1\nlet other: int = of_north\nlet foreign: int = unit_cost\n');
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  it('know their own names only', async () => {
    const energy = await open();
    const town = await vscode.workspace.openTextDocument(vscode.Uri.file(path.join(folder, 'rules/town.rule')));
    await vscode.window.showTextDocument(town);
    const [error] = await until('the foreign name', () => errorsOf(town), (list) => list.length > 0);
    assert.strictEqual(error.code.value, 'E0201');
    assert.strictEqual(town.getText(error.range), 'unit_cost');
    const uses = await until('references', () => vscode.commands.executeCommand('vscode.executeReferenceProvider', town.uri, find(town, 'of_north').start),
      (list) => list.length > 0);
    assert.deepStrictEqual(uses.map((one) => one.uri.toString()), [town.uri.toString(), town.uri.toString()]);
    const found = await vscode.commands.executeCommand('vscode.executeWorkspaceSymbolProvider', 'of_north');
    assert.ok(found.some((one) => one.name === 'of_north'), JSON.stringify(found));
    assert.deepStrictEqual(errorsOf(energy), []);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });
});
