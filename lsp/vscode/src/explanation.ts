// An explanation of a bill (`tarifa explain --format json`) as the HTML of a tree. Knows nothing of VS Code: `texts` are the words of the
// user's language. Every text of the explanation is escaped here; nothing in it can become markup.

export interface Explanation {
  kind: string;
  name?: string;
  label?: string;
  value?: string;
  formula?: string;
  before_rounding?: string;
  rounding?: string;
  from?: string;
  until?: string;
  published?: string;
  read_on?: string;
  source?: string;
  note?: string;
  because?: string;
  failure?: string;
  at?: string;
  applies: boolean;
  children?: Explanation[];
}

/** What `tarifa explain` answers for an account that cannot be billed. */
export interface FailedBill {
  account: string;
  bill: string;
  error: { code: string; message: string; at?: string; field?: string; value?: string; inputs?: Record<string, string> };
}

export type Texts = (text: string, ...args: string[]) => string;

export function isFailedBill(answer: unknown): answer is FailedBill {
  return typeof answer === 'object' && answer !== null && 'error' in answer && 'bill' in answer;
}

export function isExplanation(answer: unknown): answer is Explanation {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && 'applies' in answer;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

/** `114728.31 COP` with its digits in groups, which are of the picture only: copied text keeps the digits. */
export function grouped(value: string): string {
  const match = /^(-?)(\d+)((?:\.\d+)?…?)(.*)$/s.exec(value);
  if (match === null) return escapeHtml(value);
  const [, sign = '', whole = '', fraction = '', unit = ''] = match;
  const groups: string[] = [];
  for (let end = whole.length; end > 0; end -= 3) groups.unshift(whole.slice(Math.max(0, end - 3), end));
  const digits = groups.map((group) => `<span class="group">${group}</span>`).join('');
  return `${sign === '-' ? '−' : ''}${digits}${escapeHtml(fraction)}${unit === '' ? '' : `<span class="unit">${escapeHtml(unit)}</span>`}`;
}

function kindName(kind: string, t: Texts): string {
  switch (kind) {
    case 'bill': return t('bill');
    case 'tariff': return t('tariff');
    case 'line': return t('line');
    case 'part': return t('part');
    case 'block': return t('block');
    case 'condition': return t('condition');
    case 'rounding': return t('rounding');
    case 'limit': return t('limit');
    case 'let': return t('let');
    case 'rule': return t('rule');
    case 'exception': return t('exception');
    case 'parameter': return t('parameter');
    case 'table': return t('table');
    case 'total': return t('total');
    case 'due': return t('due');
    case 'expression': return t('expression');
    default: return kind;
  }
}

function fact(name: string, html: string): string {
  return `<div class="fact"><dt>${escapeHtml(name)}</dt><dd>${html}</dd></div>`;
}

function validity(e: Explanation, t: Texts): string | undefined {
  if (e.from === undefined) return undefined;
  return e.until === undefined ? t('from {0}, still open', e.from) : t('from {0} until {1} (excluded)', e.from, e.until);
}

/** What is known of one node besides its name and value: a list of terms. */
function facts(e: Explanation, t: Texts): string {
  const out: string[] = [];
  const add = (name: string, text: string | undefined): void => {
    if (text !== undefined && text !== '') out.push(fact(name, escapeHtml(text)));
  };
  if (e.formula !== undefined && (e.label ?? e.name) !== undefined) out.push(fact(t('computed as'), `<code>${escapeHtml(e.formula)}</code>`));
  if (e.before_rounding !== undefined && e.before_rounding !== e.value) {
    out.push(fact(t('before rounding'), grouped(e.before_rounding)));
  }
  add(t('rounding'), e.rounding);
  add(t('version'), validity(e, t));
  add(t('read on'), e.read_on);
  add(t('published'), e.published);
  add(t('note'), e.note);
  add(t('because'), e.because);
  add(t('failed'), e.failure);
  if (e.source !== undefined) out.push(fact(t('source'), `<code>${escapeHtml(e.source)}</code>`));
  return out.length === 0 ? '' : `<dl>${out.join('')}</dl>`;
}

function placeLink(at: string | undefined, t: Texts, shown = at): string {
  if (at === undefined || shown === undefined) return '';
  const where = escapeHtml(at);
  return `<a href="#" class="place" data-at="${where}" title="${where}" aria-label="${escapeHtml(t('open {0}', at))}">${escapeHtml(shown)}</a>`;
}

function heading(e: Explanation, t: Texts): string {
  // A condition has no name: what it says is its title.
  const title = e.label ?? e.name ?? e.formula ?? '';
  const style = e.label === undefined && e.name === undefined ? 'title formula' : 'title';
  const name = e.label !== undefined && e.name !== undefined ? `<span class="name">${escapeHtml(e.name)}</span>` : '';
  const value = e.value === undefined ? '' : `<span class="value">${grouped(e.value)}</span>`;
  const no = e.applies ? '' : `<span class="absent">${escapeHtml(t('does not apply'))}</span>`;
  return `<span class="kind">${escapeHtml(kindName(e.kind, t))}</span> <span class="${style}">${escapeHtml(title)}</span>${name}${no}${value}`;
}

function node(e: Explanation, depth: number, open: number, t: Texts): string {
  const children = (e.children ?? []).map((child) => node(child, depth + 1, open, t)).join('');
  const body = `${facts(e, t)}${placeLink(e.at, t)}${children === '' ? '' : `<ul>${children}</ul>`}`;
  const marks = `${e.kind}${e.applies ? '' : ' off'}${e.failure === undefined ? '' : ' failed'}`;
  if (body === '') return `<li class="${escapeHtml(marks)}"><div class="leaf">${heading(e, t)}</div></li>`;
  const expanded = depth < open && e.applies ? ' open' : '';
  return `<li class="${escapeHtml(marks)}"><details${expanded}><summary>${heading(e, t)}</summary><div class="body">${body}</div></details></li>`;
}

/** The whole explanation, opened so many levels deep. */
export function explanationHtml(e: Explanation, open: number, t: Texts): string {
  return `<ul class="tree">${node(e, 0, open, t)}</ul>`;
}

/** In a narrow column: the file and the line. */
function shortLink(at: string | undefined, t: Texts): string {
  return placeLink(at, t, at?.replace(/^.*\/(?=[^/]*$)/, '').replace(/:\d+$/, ''));
}

function linesOf(e: Explanation, into: Explanation[]): Explanation[] {
  for (const child of e.children ?? []) {
    if (child.kind === 'line' && child.applies) into.push(child);
    else if (child.applies) linesOf(child, into);
  }
  return into;
}

/** The bill alone: its lines, what they were computed from, and the total. */
export function billHtml(e: Explanation, t: Texts): string {
  const rows = linesOf(e, []).map((line) =>
    `<tr><th scope="row">${escapeHtml(line.label ?? line.name ?? '')}<code class="formula">${escapeHtml(line.formula ?? '')}</code></th>` +
    `<td class="value">${grouped(line.value ?? '')}</td><td>${shortLink(line.at, t)}</td></tr>`);
  const total = (e.children ?? []).find((child) => child.kind === 'total');
  const sum = total?.value ?? e.value ?? '';
  const note = [total?.rounding, total?.note].filter((text) => text !== undefined).join('; ');
  return `<table><thead><tr><th scope="col">${escapeHtml(t('line'))}</th>` +
    `<th scope="col" class="value">${escapeHtml(t('amount'))}</th><th scope="col">${escapeHtml(t('rule'))}</th></tr></thead>` +
    `<tbody>${rows.join('')}</tbody><tfoot><tr><th scope="row">${escapeHtml(t('total'))}` +
    `<code class="formula">${escapeHtml(note)}</code></th><td class="value">${grouped(sum)}</td><td>${shortLink(total?.at, t)}</td></tr></tfoot></table>`;
}

export function failureHtml(failed: FailedBill, t: Texts): string {
  const { error } = failed;
  const inputs = Object.entries(error.inputs ?? {}).map(([name, value]) => fact(name, escapeHtml(String(value)))).join('');
  const field = error.field === undefined ? '' : fact(error.field, `<code>${escapeHtml(error.value ?? '')}</code>`);
  return `<div class="failure" role="alert"><p><strong>${escapeHtml(error.code)}</strong> ${escapeHtml(error.message)}</p>` +
    `<dl>${field}${inputs}</dl>${placeLink(error.at, t)}</div>`;
}
