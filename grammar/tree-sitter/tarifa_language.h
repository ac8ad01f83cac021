// The parser that tree-sitter's generator makes of grammar.js, as a C library: the target tarifa_tree_sitter.
#pragma once

struct TSLanguage;

extern "C" const TSLanguage* tree_sitter_tarifa();
