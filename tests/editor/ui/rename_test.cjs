// Rename with the keyboard.
module.exports = async (bench, { picture }) => {
  await bench.goAfter(25, 9);
  await bench.sees('.breadcrumbs-control', /unit_cost/);  // the server has answered
  await bench.press('F2');
  await bench.page.waitForSelector('.rename-box input:focus');
  await bench.press('Control+a');
  await bench.type('energy_price');
  await picture('rename');
  await bench.press('Enter');
  await bench.sees('.view-line', /param energy_price/);
  await bench.press('Control+z');
  await bench.sees('.view-line', /param unit_cost/);
};
