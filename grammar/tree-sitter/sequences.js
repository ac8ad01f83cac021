// Lists with commas, and what several chapters write in the same way.

const comma_list = (rule) => seq(rule, repeat(seq(',', rule)));

// With a comma allowed at the end.
const comma_list_open = (rule) => seq(rule, repeat(seq(',', rule)), optional(','));

const name = ($) => field('name', $._name);

const braces = (...content) => seq('{', ...content, '}');

module.exports = { comma_list, comma_list_open, name, braces };
