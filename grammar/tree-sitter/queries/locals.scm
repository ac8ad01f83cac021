; Where names hold. What a file declares holds in the file (and in those that use it, which no query can tell).
(file) @local.scope
(let_decl (params)) @local.scope
(table_decl) @local.scope
(action_decl) @local.scope
(property_decl) @local.scope
(tariff_decl) @local.scope
(bill_decl) @local.scope
(check_decl) @local.scope
(argument (for_clause)) @local.scope

(param name: (name) @local.definition.parameter)
(for_clause "for" . (name) @local.definition.var)
(let_decl name: (name) @local.definition.var)
(line_decl name: (name) @local.definition.var)
(tax_decl name: (name) @local.definition.var)
(subtotal_decl name: (name) @local.definition.var)
(limit_decl name: (name) @local.definition.var)
(carry_decl name: (name) @local.definition.var)

(enum_decl name: (name) @local.definition.enum)
(enum_decl "{" (name) @local.definition.constant)
(record_decl name: (name) @local.definition.type)
(entity_decl name: (name) @local.definition.type)
(field name: (name) @local.definition.field)
(unit_decl name: (name) @local.definition.type)
(currency_decl name: (name) @local.definition.type)
(calendar_decl name: (name) @local.definition.type)
(season_decl name: (name) @local.definition.constant)
(param_decl name: (name) @local.definition.constant)
(table_decl name: (name) @local.definition.function)
(rule_decl name: (name) @local.definition.function)
(bands_decl name: (name) @local.definition.type)
(tariff_decl name: (name) @local.definition.type)
(relief_decl name: (name) @local.definition.type)
(bill_decl name: (name) @local.definition.type)
(allocation_decl name: (name) @local.definition.type)
(model_decl name: (name) @local.definition.function)
(segment_decl name: (name) @local.definition.function)
(action_decl name: (name) @local.definition.function)
(dunning_decl name: (name) @local.definition.type)
(check_decl name: (name) @local.definition.function)
(approval_decl name: (name) @local.definition.function)
(invariant_decl name: (name) @local.definition.function)
(use "{" (name) @local.definition.import)

(name) @local.reference
