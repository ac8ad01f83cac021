; What has braces, what lists have brackets for, and what is used at the head of a file.
[
  (header)
  (enum_decl) (record_decl) (entity_decl) (calendar_decl) (param_decl) (table_decl) (dated_rows) (rule_decl)
  (extend_decl) (bands_decl) (tariff_decl) (relief_decl) (bill_decl) (each_item) (allocation_decl)
  (model_decl) (segment_decl)
  (dunning_decl) (check_decl) (test_decl) (property_decl) (invariant_decl)
  (tiers_expr) (tier) (match_expr) (by_expr) (tou_row) (set_expr) (labels_expr) (list_expr) (arguments)
  (params) (paren)
] @fold
(postfix_op "{") @fold
