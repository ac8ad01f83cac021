// The first steps, and a command run from one of them.
module.exports = async (bench, { picture }) => {
  await bench.command('Welcome: Open Walkthrough');
  await bench.sees('.quick-input-list .monaco-list-row', /Get started with Tarifa/);
  await bench.type('Get started with Tarifa');
  await bench.sees('.quick-input-list .monaco-list-row.focused', /Get started with Tarifa/);
  await bench.press('Enter');
  await bench.sees('.gettingStartedContainer', /The two programs/);
  await bench.sees('.gettingStartedContainer', /Choose a sample account/);
  await picture('walkthrough');
  await bench.page.locator('.gettingStartedContainer .step-title', { hasText: 'Run the tests' }).first().click();
  await bench.page.locator('.gettingStartedContainer .monaco-button', { hasText: 'Run Tests' }).first().click();
  await bench.page.locator('.activitybar .action-label[aria-label^="Testing"]').click();
  await bench.sees('.result-summary', /5\/5/);
};
