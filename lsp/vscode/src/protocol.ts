// What the extension and `tarifa-lsp` say to each other beyond the language server protocol. Positions and ranges are those of the
// protocol. A server that does not know a request answers MethodNotFound; the feature is then absent, nothing else.
import { Position, Range, RequestType } from 'vscode-languageclient/node';

interface InDocument {
  textDocument: { uri: string };
}

/** An account to evaluate with: the subject of a test, a `let` that is an account, or one row of a file. Only a test says its dates. */
export interface SampleAccount {
  id: string;
  label: string;
  kind: 'test' | 'let' | 'data';
  detail?: string;
}

/** A value of a rule, line or total for the sample account, shown beside the code. */
export interface ValueBeside {
  range: Range;
  text: string;
  tooltip?: string;
}

/** The sample account as the settings say it; empty if none was chosen. */
export interface SampleChoice {
  sample?: string;
  accounts?: string;
  account?: string;
  period?: string;
  bill?: string;
}

export interface Picture {
  title: string;
  svg: string;
  /** The same as text, for those who do not see the picture. */
  text: string;
}

/** A test, or a row of one (then in `rows` of its test, without a module). `name` is what `tarifa test` calls it. */
export interface TestCase {
  name: string;
  module?: string;
  uri: string;
  range: Range;
  rows?: TestCase[];
}

export const sampleAccounts = new RequestType<InDocument, SampleAccount[], void>('tarifa/sampleAccounts');
export const evaluate = new RequestType<InDocument & { choice: SampleChoice }, { values: ValueBeside[]; problem?: string }, void>(
  'tarifa/evaluate',
);
/** As `evaluate`; the server keeps the choice for its pictures. Without a choice it forgets it. */
export const chooseAccount = new RequestType<InDocument & { choice?: SampleChoice }, { ok: boolean; values: ValueBeside[]; problem?: string }, void>(
  'tarifa/chooseAccount',
);
export interface ExplainAnswer {
  explanation: unknown;
  account?: { label: string };
  dates?: { from: string; through: string };
}
export const explain = new RequestType<InDocument & { choice: SampleChoice }, ExplainAnswer, void>('tarifa/explain');
export const exceptionTree = new RequestType<InDocument & { position: Position }, Picture | null, void>('tarifa/exceptionTree');
export const timeline = new RequestType<InDocument & { position: Position }, Picture | null, void>('tarifa/timeline');
export const standardScheme = 'tarifa-std';
/** Of a file of the standard library, `tarifa-std:/std/money.rule`; the name is that of a later version of the protocol. */
export const standardText = new RequestType<{ uri: string }, { text: string }, void>('workspace/textDocumentContent');
export const tests = new RequestType<Partial<InDocument>, TestCase[], void>('tarifa/tests');
