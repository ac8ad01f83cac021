; What a file declares, for lists of symbols and for search by name.
(enum_decl name: (name) @name) @definition.enum
(record_decl name: (name) @name) @definition.class
(entity_decl name: (name) @name) @definition.class
(unit_decl name: (name) @name) @definition.constant
(currency_decl name: (name) @name) @definition.constant
(calendar_decl name: (name) @name) @definition.constant
(season_decl name: (name) @name) @definition.constant
(param_decl name: (name) @name) @definition.constant
(table_decl name: (name) @name) @definition.function
(rule_decl name: (name) @name) @definition.function
(except_item name: (name) @name) @definition.method
(let_decl name: (name) @name) @definition.function
(bands_decl name: (name) @name) @definition.constant
(tariff_decl name: (name) @name) @definition.class
(line_decl name: (name) @name) @definition.method
(tax_decl name: (name) @name) @definition.method
(subtotal_decl name: (name) @name) @definition.method
(limit_decl name: (name) @name) @definition.method
(carry_decl name: (name) @name) @definition.method
(relief_decl name: (name) @name) @definition.class
(bill_decl name: (name) @name) @definition.class
(allocation_decl name: (name) @name) @definition.class
(model_decl name: (name) @name) @definition.function
(segment_decl name: (name) @name) @definition.function
(action_decl name: (name) @name) @definition.function
(dunning_decl name: (name) @name) @definition.class
(check_decl name: (name) @name) @definition.function
(approval_decl name: (name) @name) @definition.function
(test_decl name: (string) @name) @definition.function
(property_decl name: (string) @name) @definition.function
(invariant_decl name: (name) @name) @definition.function

(extend_decl name: (name) @name) @reference.class
(postfix . (name) @name . (postfix_op (arguments))) @reference.call
(_ subject: (name) @name) @reference.class
