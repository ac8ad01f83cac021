// Choosing the sample account: one of those that the server lists, and the month to bill; then its bill.
module.exports = async (bench, { picture }) => {
  await bench.command('Tarifa: Choose Sample Account');
  await bench.sees('.quick-input-list .monaco-list-row', /stratum 1 in the highlands.*2020-03-01/);
  await picture('sample_account');
  await bench.type('H-1001');
  await bench.sees('.quick-input-list .monaco-list-row.focused', /H-1001.*data\/sample.jsonl/);
  await bench.press('Enter');
  await bench.sees('.quick-input-title', /Month to bill/);
  await bench.press('Control+a');
  await bench.type('2020-04');
  await bench.press('Enter');
  await bench.page.waitForSelector('.quick-input-widget', { state: 'hidden' });
  await bench.goAfter(53, 1);
  await bench.seesBeside('rule subsistence', /= 130 kWh/);  // of H-1001; of H-1002 it is 173 kWh
  await picture('values');
  await bench.command('Tarifa: Bill Sample Account');
  const frame = await bench.webview('tfoot');
  await frame.waitForSelector('header p:has-text("2020-04")');
  await frame.waitForSelector('header p:has-text("H-1001")');
  await picture('bill');
};
