// The Testing view: run all, see every row; a wrong expectation fails where it stands, with the values below it.
module.exports = async (bench, { picture }) => {
  await bench.command('Tarifa: Run Tests');
  await bench.command('Testing: Focus on Test Explorer View');
  await bench.sees('.result-summary', /5\/5/);
  await bench.page.locator('.test-explorer .monaco-list-row .monaco-tl-twistie').first().click();
  await bench.sees('.test-explorer .monaco-list-row', /stratum 1 in the highlands/);
  await bench.sees('.test-explorer .monaco-list-row', /blocks/);

  // Line 99: expect Monthly.energy  = 101_925.03 COP
  await bench.goAfter(99, 38);
  await bench.press('Backspace');
  await bench.type('4');
  await bench.command('Tarifa: Run Tests');
  await bench.sees('.result-summary', /4\/5/);
  await bench.sees('.monaco-editor .test-error-content-widget', /expected Monthly.energy/);
  await picture('testing');
  await bench.press('Control+z');
  await bench.press('Control+z');
  await bench.press('Control+s');
  await bench.command('Tarifa: Run Tests');
  await bench.sees('.result-summary', /5\/5/);
};
