// Completion of names that fit, as one types.
module.exports = async (bench, { picture }) => {
  await bench.goAfter(64, 57);
  await bench.sees('.breadcrumbs-control', /energy.rule.*energy/);  // the server has answered
  await bench.press('Enter');
  await bench.type('line extra = usage @ un');
  await bench.press('Control+Space');
  await bench.sees('.suggest-widget .monaco-list-row', /unit_cost/);
  await picture('completion');
  await bench.press('Escape');
};
