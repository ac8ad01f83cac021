// Choosing the sample account: a file, a month, an account of those that `tarifa bill` lists; then its bill.
module.exports = async (bench, { picture }) => {
  await bench.command('Tarifa: Choose Sample Account');
  await bench.sees('.quick-input-list .monaco-list-row', /data\/sample.jsonl/);
  await bench.type('sample.jsonl');
  await bench.sees('.quick-input-list .monaco-list-row.focused', /data\/sample.jsonl/);
  await bench.press('Enter');
  await bench.sees('.quick-input-title', /Month to bill/);
  await bench.press('Control+a');
  await bench.type('2020-04');
  await bench.press('Enter');
  await bench.sees('.quick-input-list .monaco-list-row', /H-1001/);
  await picture('sample_account');
  await bench.type('H-1001');
  await bench.sees('.quick-input-list .monaco-list-row.focused', /H-1001.*COP/);
  await bench.press('Enter');
  await bench.gone('.quick-input-list .monaco-list-row.focused');
  await bench.command('Tarifa: Bill Sample Account');
  const frame = await bench.webview('tfoot');
  await frame.waitForSelector('header p:has-text("H-1001")');
  await picture('bill');
};
