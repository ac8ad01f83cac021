// The grammar of Tarifa. Rule order = chapter order of docs/language.md.
//
// LR(1) without precedence tables, predicates or lexer modes; SLL and LL agree; no input is ambiguous. It stays so by
// the five invariants of docs/language.md, section 2. A rule is a node kind of the syntax tree (compiler/syntax/tree.h
// tells each node's children); rules that only choose between others leave no node (compiler/syntax/grammar_rule.h).
parser grammar TarifaParser;
options { tokenVocab = TarifaLexer; }

// ================================================================ files
file_: header? declaration* EOF;
header: MODULE path use* (ROUNDING roundMode)?;
use: USE path (DOT LBRACE name (COMMA name)* COMMA? RBRACE)?;
path: name (DOT (name | pathWord))*;
names: name (COMMA name)*;

declaration
    : enumDecl | recordDecl | entityDecl | unitDecl | currencyDecl | calendarDecl | seasonDecl | paramDecl
    | tableDecl | ruleDecl | extendDecl | letDecl | bandsDecl | tariffDecl | reliefDecl | billDecl
    | allocationDecl | modelDecl | segmentDecl | actionDecl | dunningDecl | checkDecl | approvalDecl
    | testDecl | propertyDecl | invariantDecl
    ;

// ================================================================ 3. types
type: baseType QUESTION?;
baseType: listType | seriesType | readingsType | tiersType | labelledType;
listType: LIST OF itemType (MAX NUMBER)?;
seriesType: SERIES OF itemType EVERY quantity (STAMPED AT name)?;
readingsType: READINGS OF itemType MAX NUMBER;
tiersType: TIERS unitExpr AMP itemType;
labelledType: itemType (BY name)?;
itemType: unitExpr (LPAREN NUMBER RPAREN)?;
unitExpr
    : (IDENT | DAYS | MONTH_WORD | TIME_WORD)
      ( (SLASH (IDENT | DAYS | MONTH_WORD | TIME_WORD))+
      | (DOT (IDENT | DAYS | MONTH_WORD | TIME_WORD))+
      )?
    ;

// ================================================================ 6. expressions, low to high
expr: ifExpr | implies;
ifExpr: IF expr THEN expr ELSE expr;
implies: or_ (IMPLIES expr)?;
or_: and_ (OR and_)*;
and_: not_ (AND not_)*;
not_: NOT not_ | comparison;
comparison: interval (cmpOp interval | IN interval | IS NOT? KNOWN)?;
cmpOp: EQ | NE | LT | LE | GT | GE;
interval: sum ((DOTDOT | DOTDOT_LT) sum)?;
sum: product ((PLUS | MINUS) product monthEnd?)*;
monthEnd: TO_MONTH_END | TO_NEXT_MONTH | STRICT;
product: coalesce ((STAR | SLASH | AMP) coalesce)*;
coalesce: unary (COALESCE coalesce)?;
unary: negate | percentOf | tiersExpr | scaled;
negate: MINUS unary;
percentOf: PERCENT OF unary;
tiersExpr: TIERS expr (MARGINAL | WHOLE | TABLE)? (LBRACE tier+ RBRACE | FROM postfix);
scaled: postfix perOp*;
perOp
    : PER perUnit (PRORATED (CALENDAR | NUMBER (SLASH NUMBER)? DAYS) (FULL range)?)?
    | PER NUMBER perUnit
    | PER perUnit OF postfix
    ;
perUnit: IDENT | DAYS | MONTH_WORD;
postfix: primary postfixOp*;
postfixOp: DOT name | arguments | WITH LBRACE (binding (COMMA binding)* COMMA?)? RBRACE;
arguments: LPAREN (argument (COMMA argument)* COMMA?)? RPAREN;
argument: (argumentName COLON)? expr (FIXED | ROLLING)? forClause? whereClause? byClause?;
argumentName: name | AT | BY | FOR | FROM | ON | TO | UNTIL;
forClause: FOR name IN expr;
whereClause: WHERE expr;
byClause: BY expr;

primary
    : literal | name | anyExpr | failExpr | paren | listExpr | setExpr | labelsExpr | roundExpr | matchExpr | byExpr
    ;
anyExpr: ANY arguments;
failExpr: FAIL STRING;
paren: LPAREN expr RPAREN;
listExpr: LBRACK (expr (COMMA expr)* COMMA?)? RBRACK;
setExpr: LBRACE expr (COMMA expr)* COMMA? RBRACE;
labelsExpr: LBRACE binding (COMMA binding)* COMMA? RBRACE;
roundExpr: ROUND LPAREN expr COMMA expr roundMode? RPAREN;
matchExpr: MATCH expr LBRACE matchRow+ RBRACE;
matchRow: BAR (OTHERWISE | cell) FAT expr;
byExpr: BY name OF expr (EACH | PRORATA | CHRONOLOGICAL)? LBRACE touRow+ RBRACE;
tier: BAR (UP TO unary | ABOVE) (AMP expr | LBRACE tier+ RBRACE (PLUS_WORD expr)?);
touRow: BAR (OTHERWISE | names) (AMP expr | LBRACE tier+ RBRACE);
binding: name COLON expr;

literal: TRUE | FALSE | STRING | PERCENT | DATETIME | DATE | MONTH | MONTH_DAY | TIME | quantity;
quantity: RATE | NUMBER unit?;
unit: IDENT | DAYS;
roundMode: HALF_UP | HALF_EVEN | HALF_DOWN | UP | DOWN | FLOOR | CEILING;
toStep: TO literal roundMode?;                         // the one form of rounding clauses: to STEP [MODE]

// ================================================================ 7.1 data
enumDecl: ENUM name LBRACE names COMMA? RBRACE;
recordDecl: RECORD name LBRACE field (COMMA field)* COMMA? RBRACE;
entityDecl: ENTITY name LBRACE field (COMMA field)* COMMA? RBRACE;
field: KEY? name COLON type (IN range)? (DATED MAX NUMBER)? (COLUMN STRING)?;
range: bound (DOTDOT | DOTDOT_LT) bound;
bound: MINUS? literal;
unitDecl: UNIT name (EQ literal)?;                     // without `=`: the base unit of a dimension of its own
currencyDecl: CURRENCY name DIGITS NUMBER;
calendarDecl: CALENDAR name LBRACE calendarItem* RBRACE;
calendarItem: ZONE STRING | WEEKEND names | HOLIDAYS FROM STRING | DAYS name FROM STRING;
seasonDecl: SEASON name FROM literal UNTIL literal;

// ================================================================ 7.2 parameters
paramDecl
    : PARAM name (BY names)? COLON type (EVERY IDENT)?
      (FROM STRING | LBRACE (entry* | keyedEntries+) RBRACE)
    ;
keyedEntries: BAR names keyedEntry+;
keyedEntry: FROM literal COLON expr published? because? timelineEnd?;
entry: FROM literal COLON (expr | tier+) published? because? timelineEnd?;
published: PUBLISHED literal;
timelineEnd: OPEN | (UNTIL | THROUGH) literal;

// ================================================================ 7.3 tables
tableDecl
    : TABLE name params ARROW result (COMMA result)* policy?
      (FROM STRING | LBRACE (row* | datedRows+ timelineEnd?) RBRACE)
    ;
datedRows: FROM literal published? LBRACE row* RBRACE;
params: LPAREN (param (COMMA param)* COMMA?)? RPAREN;
param: name COLON type (IN range)?;
result: (name COLON)? type;
policy: UNIQUE | firstMatch | COLLECT name;
firstMatch: FIRST MATCH;
row: BAR (OTHERWISE | cell (BAR cell)*) FAT expr (COMMA expr)*;
cell: ANY | cellItem (COMMA cellItem)*;
cellItem: cellCompare | interval;
cellCompare: cmpOp sum;

// ================================================================ 7.4 rules
ruleDecl: RULE name FOR name COLON type EQ expr because? (LBRACE exceptItem+ RBRACE)?;
exceptItem: CUMULATIVE? EXCEPT name (WITHIN name)? EQ expr window? when? because?;
// one kind of thing an `extend`: mixed, it would not be LR(1)
extendDecl
    : EXTEND name LBRACE
      ((exceptItem | guard)* | window | entry+ | keyedEntries+ | datedRows+ timelineEnd?) RBRACE
    ;
window: FROM expr (OPEN | (UNTIL | THROUGH) windowEnd) (AT path | WEIGHTED BY name)?;
windowEnd: laterOf | expr;
laterOf: LATER OF expr COMMA expr;
when: WHEN expr;
because: BECAUSE STRING;
letDecl: LET name params? (COLON type)? EQ expr;

// ================================================================ 7.5 time bands
bandsDecl: TIME_WORD BANDS name ON name firstMatch? LBRACE bandRow* RBRACE;
bandRow: BAR name (IN name)? (ON names)? (OTHERWISE | timeRange (COMMA timeRange)*)?;
timeRange: TIME DOTDOT TIME;

// ================================================================ 7.6 tariffs
tariffDecl: TARIFF name FOR name LBRACE tariffItem* RBRACE;
tariffItem
    : currencyItem | tariffWindow | roundLines | valuesClause | inCalendar | applies | amountItem
    ;
amountItem: letDecl | lineDecl | taxDecl | subtotalDecl | limitDecl | carryDecl;
currencyItem: CURRENCY name;
tariffWindow: FROM expr (OPEN | (UNTIL | THROUGH) expr);
roundLines: ROUND LINES (AND BLOCKS)? toStep;
valuesClause: VALUES (AT path | WEIGHTED BY name);
inCalendar: CALENDAR name;
applies: APPLIES WHEN expr;
lineDecl: LINE name STRING? valuesClause? EQ expr when? because?;
taxDecl: TAX name STRING? EQ taxBase rounded? when? because?;
// `19% of a, b` and `19% of all except a`: the head is an expression, the tail makes it a list of lines;
// `vat_rate(region) of all except a`: a rate that is no literal
taxBase: expr lineTail? | chain OF lineList;
chain: name chainOp*;
chainOp: DOT name | arguments;
lineTail: (COMMA name)+ | EXCEPT names;
lineList: names (EXCEPT names)?;
rounded: ROUNDED toStep;
subtotalDecl: SUBTOTAL name STRING? EQ expr when? because?;
limitDecl: (MINIMUM | MAXIMUM) name STRING? EQ expr FOR lineList when? because?;
carryDecl: CARRY name COLON type (STARTING postfix)? EQ expr;

// ================================================================ 7.7 reliefs
reliefDecl: RELIEF name STRING? FOR name LBRACE reliefItem* RBRACE;
reliefItem
    : window | when | because | judged | reliefTax | onLines | after | insteadOf | waive | discount | cap | replace
    | credit | extendDue | defer | suspend | reconnect
    ;
judged: (OFFERED | ACCEPTED | REFUSED) when;
reliefTax: TAX (FOLLOWS | STAYS);
onLines: ON names;
after: AFTER names;
insteadOf: INSTEAD OF names IF LARGER;
waive: WAIVE lineList;
discount: DISCOUNT lineList BY expr;
cap: CAP name AT expr;
replace: REPLACE name WITH expr;
credit: (CREDIT | REFUND) expr;
extendDue: EXTEND DUE BY expr;
defer
    : (DEFER | REFINANCE) expr lineTail? OVER expr INSTALLMENTS (MONTHLY | EACH BILL)
      starting? down? interest grace? EQUAL (PAYMENTS | PRINCIPAL) ROUND toStep (CLOSING PLANS)?
    ;
starting: STARTING expr;
down: DOWN expr;
interest: INTEREST expr;
grace: GRACE expr;
suspend: SUSPEND name OF name;
reconnect: RECONNECT;

// ================================================================ 7.8 bills
billDecl: BILL name FOR name LBRACE billItem* RBRACE;
billItem
    : inCalendar | currencyItem | roundLines | valuesClause | during | choiceItem | eachItem | reliefsItem
    | splitItem | roundTotal | dueItem | amountItem
    ;
during: DURING name;
choiceItem: (ONE | ALL) OF names;
eachItem: EACH name LBRACE eachPart* RBRACE;
eachPart: during | choiceItem;
reliefsItem: RELIEFS (ALL | NONE | ident (COMMA ident)*);
splitItem: SPLIT AT CHANGES OF names;
roundTotal: ROUND TOTAL toStep (CARRYING DIFFERENCE)?;
dueItem: DUE expr;

// ================================================================ 7.9 allocation
allocationDecl: ALLOCATION name FOR name OF name LBRACE allocationRow* RBRACE;
allocationRow
    : BAR name (COLON expr)? ((OLDEST | NEWEST) FIRST | PRORATA)? upTo? (NEVER | when)?
    ;
upTo: UP TO expr;

// ================================================================ 7.10 models, segments
modelDecl: MODEL name FOR name COLON type FROM STRING LBRACE feature* RBRACE;
feature: FEATURE name EQ expr;
segmentDecl: SEGMENT name FOR name firstMatch? LBRACE segmentRow* RBRACE;
segmentRow: BAR name (when | OTHERWISE);

// ================================================================ 7.11 dunning
actionDecl: ACTION name params;
dunningDecl: DUNNING name FOR name LBRACE dunningItem* step* RBRACE;
dunningItem: inCalendar | startWhen | clock | stopItem | pause | restart | guard;
startWhen: START WHEN expr;
clock: CLOCK expr;
stopItem: STOP (WHEN expr | ON names IN expr (FOR expr)?);
pause: PAUSE DURING expr;
restart: RESTART AT name WHEN expr;
guard: UNLESS name COLON expr (ON names)?;
step: STEP name AT expr (ON name)? (between | before)? when? stepClause*;
between: BETWEEN timeRange;
before: BEFORE expr;
stepClause: requirement | stepGuard | via | actions | because;
requirement: REQUIRES name (COLON expr | DONE (AT LEAST)? expr BEFORE);
stepGuard: UNLESS name COLON expr;
via: VIA expr;
actions: (DO | UNDO) expr (COMMA expr)*;

// ================================================================ 7.12 checks, approvals
checkDecl: CHECK name FOR name SEVERITY name LBRACE checkItem* RBRACE;
checkItem: letDecl | flag | orderItem | holdBill;
flag: FLAG WHEN expr;
orderItem: ORDER STRING TO STRING;
holdBill: HOLD BILL;
approvalDecl: APPROVAL name FOR name WHEN expr REQUIRES expr (COMMA expr)* (BY DIFFERENT PEOPLE)?;

// ================================================================ 7.13 tests
testDecl: TEST STRING LBRACE testItem* testRow* RBRACE;
testItem: testFor | contextItem | reliefsItem | expectError | expect;
testFor: FOR expr;
contextItem: (OVER | ISSUED | AS_OF) expr;
expectError: EXPECT ERROR ident;
expect: EXPECT expr;
testRow: BAR binding (COMMA binding)*;
propertyDecl: PROPERTY STRING FOR name params? LBRACE propertyItem* HOLDS expr RBRACE;
propertyItem: contextItem | reliefsItem;
invariantDecl: INVARIANT name FOR name LBRACE expr RBRACE;

// ================================================================ names
ident: IDENT | QUOTED;
// after the dot of a path any word is a name: `std.tiers`
pathWord
    : AND | OR | NOT | IMPLIES | IN | IS | OF | IF | THEN | ELSE | MATCH | WITH | TRUE | FALSE | FOR | WHERE | BY
    | PER | AT | TO | ON | FROM | UNTIL | WHEN | BECAUSE | OTHERWISE | UNLESS | DO | VIA | ROUND | TIERS | EXCEPT
    | WITHIN | ANY
    ;
name
    : IDENT | QUOTED
    | MODULE | USE | ROUNDING | ENUM | RECORD | ENTITY | UNIT | CURRENCY | DIGITS | CALENDAR
    | ZONE | WEEKEND | HOLIDAYS | DAYS | PARAM | PUBLISHED | KNOWN | OPEN | EVERY | TABLE | FIRST | UNIQUE
    | COLLECT | RULE | CUMULATIVE | EXTEND | LET | TIME_WORD | BANDS | SEASON | THROUGH
    | LATER | TARIFF | LINES | BLOCKS | TOTAL | VALUES | WEIGHTED | PRORATED | FULL | APPLIES | MONTH_WORD
    | LINE | TAX | MINIMUM | MAXIMUM | SUBTOTAL | ROUNDED | CARRY | STARTING | ABOVE | UP | PLUS_WORD
    | MARGINAL | WHOLE | EACH | PRORATA | CHRONOLOGICAL | FIXED
    | ROLLING | FAIL | RELIEF | OFFERED | ACCEPTED | REFUSED | INSTEAD | LARGER | WAIVE
    | DISCOUNT | CAP | REPLACE | CREDIT | REFUND | DEFER | REFINANCE | OVER | INSTALLMENTS
    | MONTHLY | INTEREST | GRACE | DOWN | EQUAL | PAYMENTS | PRINCIPAL | CLOSING | PLANS | DUE
    | SUSPEND | RECONNECT | AFTER | FOLLOWS | STAYS | BILL | ONE | ALL | NONE | RELIEFS | DURING
    | SPLIT | CHANGES | CARRYING | DIFFERENCE | ALLOCATION | OLDEST | NEWEST | NEVER | MODEL
    | FEATURE | SEGMENT | ACTION | DUNNING | START | CLOCK | STOP | PAUSE | RESTART | STEP
    | BETWEEN | BEFORE | REQUIRES | DONE | LEAST | UNDO | CHECK | SEVERITY | FLAG | ORDER | HOLD
    | APPROVAL | DIFFERENT | PEOPLE | TEST | EXPECT | ISSUED | AS_OF | ERROR | PROPERTY | HOLDS
    | INVARIANT | KEY | COLUMN | LIST | SERIES | READINGS | STAMPED | DATED | MAX | HALF_UP
    | HALF_EVEN | HALF_DOWN | FLOOR | CEILING | TO_MONTH_END | TO_NEXT_MONTH | STRICT
    ;
