; What each token is. Where two patterns capture the same node the later one holds, as in Neovim and Helix.

; ---- names, from the general to the particular
(name) @variable
(ident) @variable
(path (name) @module)
(use (name) @module)
(use "{" (name) @variable)

[(unit) (per_unit)] @type
(unit_expr (identifier) @type)
(param_decl (identifier) @type)
(labelled_type (name) @type)
(quantity (rate) @number)

(enum_decl name: (name) @type)
(enum_decl "{" (name) @constant)
(record_decl name: (name) @type)
(entity_decl name: (name) @type)
(unit_decl name: (name) @type)
(currency_decl name: (name) @type)
(calendar_decl name: (name) @type)
(bands_decl name: (name) @type)
(tariff_decl name: (name) @type)
(relief_decl name: (name) @type)
(bill_decl name: (name) @type)
(allocation_decl name: (name) @type)
(dunning_decl name: (name) @type)
(_ subject: (name) @type)

(param_decl name: (name) @constant)
(season_decl name: (name) @constant)
(rule_decl name: (name) @function)
(table_decl name: (name) @function)
(let_decl name: (name) @function (params))
(model_decl name: (name) @function)
(segment_decl name: (name) @function)
(action_decl name: (name) @function)
(check_decl name: (name) @function)
(approval_decl name: (name) @function)
(invariant_decl name: (name) @function)
(extend_decl name: (name) @function)
(except_item name: (name) @label)
(except_item parent: (name) @label)
(guard name: (name) @label)
(step name: (name) @label)

(field name: (name) @property)
(binding name: (name) @property)
(result name: (name) @property)
(feature name: (name) @property)
(line_decl name: (name) @property)
(tax_decl name: (name) @property)
(subtotal_decl name: (name) @property)
(limit_decl name: (name) @property)
(carry_decl name: (name) @property)
(postfix_op "." (name) @property)
(param name: (name) @variable.parameter)
(argument_name (name) @variable.parameter)
(for_clause "for" . (name) @variable.parameter)
(postfix . (name) @function.call . (postfix_op (arguments)))

; ---- literals
(string) @string
[(number) (rate) (percent)] @number
[(datetime) (date) (month) (month_day) (time)] @number
["true" "false"] @boolean
(comment) @comment
(doc_comment) @comment.documentation

; ---- signs
["=" "!=" "<" "<=" ">" ">=" "+" "-" "*" "/" "@" "??" ".." "..<" "->" "=>" "?"] @operator
["{" "}" "(" ")" "[" "]"] @punctuation.bracket
["," ":" "." "|"] @punctuation.delimiter

; ---- words that begin a declaration or an item
[
  "action" "allocation" "approval" "bands" "bill" "calendar" "carry" "check" "currency" "dunning" "entity" "enum"
  "extend" "feature" "invariant" "let" "line" "lines" "maximum" "minimum" "model" "param" "property" "record" "relief"
  "rule" "season" "segment" "step" "subtotal" "table" "tariff" "tax" "test" "total" "unit"
] @keyword
["module" "use"] @keyword.import

; ---- words of conditions, exceptions and loops
["if" "then" "else" "match" "otherwise" "when" "unless" "where"] @keyword.conditional
["for" "each" "every"] @keyword.repeat
["except" "fail" "error"] @keyword.exception

; ---- words between operands
["and" "or" "not" "implies" "in" "is" "known" "of" "per" "with" "within" "by" "any"] @keyword.operator

; ---- words that say when
[
  "after" "as_of" "at" "before" "between" "days" "due" "during" "from" "full" "issued" "later" "monthly" "open"
  "over" "published" "starting" "through" "time" "to_month_end" "to_next_month" "strict" "until"
] @keyword

; ---- the other words
[
  "above" "accepted" "all" "applies" "because" "blocks" "cap" "carrying" "changes" "chronological" "clock" "closing"
  "collect" "column" "credit" "cumulative" "dated" "defer" "difference" "different" "digits" "discount" "do" "done"
  "down" "equal" "expect" "first" "fixed" "flag" "follows" "grace" "hold" "holds" "holidays" "installments" "instead"
  "interest" "key" "larger" "least" "marginal" "max" "never" "newest" "none" "offered" "oldest" "on" "one" "order"
  "pause" "payments" "people" "plans" "plus" "principal" "prorata" "prorated" "refinance" "refund" "refused" "reliefs"
  "replace" "requires" "restart" "rolling" "round" "rounded" "rounding" "severity" "split" "start" "stays" "stop"
  "suspend" "tiers" "to" "undo" "unique" "up" "values" "via" "waive" "weekend" "weighted" "whole" "zone"
] @keyword
(reconnect) @keyword
["list" "readings" "series" "stamped"] @type.builtin
["half_up" "half_even" "half_down" "floor" "ceiling"] @constant.builtin
(round_mode ["up" "down"] @constant.builtin)
