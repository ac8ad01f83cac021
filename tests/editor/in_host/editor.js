// What the tests share: files of the workspace, editing them, and waiting for what a language feature answers.
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');

const workspace = process.env.TARIFA_TEST_WORKSPACE;
const fileUri = (name) => vscode.Uri.file(path.join(workspace, name));
const rules = 'rules/energy.rule';

/** Asks until `accept` holds for the answer; fails with the last answer. The wait is only as long as it must be. */
async function until(what, ask, accept = Boolean, limitMs = 60_000) {
  const end = Date.now() + limitMs;
  let answer;
  for (;;) {
    answer = await ask();
    if (accept(answer)) return answer;
    if (Date.now() > end) throw new assert.AssertionError({ message: `${what}: not within ${limitMs} ms; last: ${JSON.stringify(answer)?.slice(0, 2000)}` });
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function open(name = rules) {
  const document = await vscode.workspace.openTextDocument(fileUri(name));
  await vscode.window.showTextDocument(document);
  return document;
}

/** The range of the nth time that `text` stands in the document. */
function find(document, text, nth = 0) {
  let at = -1;
  for (let i = 0; i <= nth; ++i) at = document.getText().indexOf(text, at + 1);
  assert.notStrictEqual(at, -1, `\`${text}\` is not in ${document.uri.fsPath}`);
  return new vscode.Range(document.positionAt(at), document.positionAt(at + text.length));
}

async function replace(document, range, text) {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Puts the file back as it is on disk, so that tests do not see each other. */
async function restore(document, text) {
  await replace(document, new vscode.Range(0, 0, document.lineCount, 0), text);
  await document.save();
}

/** Runs `body` with the document and undoes what it did to it. */
async function withDocument(name, body) {
  const before = fs.readFileSync(fileUri(name).fsPath, 'utf8');
  const document = await open(name);
  try {
    return await body(document);
  } finally {
    if (document.getText() !== before || document.isDirty) await restore(document, before);
  }
}

const extension = () => vscode.extensions.getExtension('tarifa.tarifa');

module.exports = { vscode, assert, workspace, fileUri, rules, until, open, find, replace, withDocument, extension };
