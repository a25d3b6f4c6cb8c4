/** Candidates for a filter, `FIELD OP VALUE`, step by step: fields, then what the field can be asked, then its values. */
import type { FieldDef, KindDef } from '../../domain/kind.ts';
import { KINDS } from '../../domain/kinds.ts';
import type { Lang } from '../../domain/text.ts';
import { filterFields } from '../../domain/where.ts';

export type Candidate = readonly [value: string, text: string];
/** Records of a kind by the start of their name or id. */
export type Live = (what: string, start: string) => Promise<Candidate[]>;

/** Of organisations a field takes those of one kind. */
export const ORG_KINDS: Readonly<Record<string, string>> = {
  entity: 'entity',
  agency: 'agency',
  group: 'group',
  parent: 'group',
};

const OPERATORS = /^(\w+)(\s*)(!=|>=|<=|=|>|<|~|in\s|$)\s*(.*)$/su;
const EMPTY = ['is empty', 'is not empty'];
const ORDERED = ['=', '>', '>=', '<', '<=', 'between'];

export async function whereCandidates(lang: Lang, kindName: string, start: string, live: Live): Promise<Candidate[]> {
  const kind: KindDef | undefined = Object.values(KINDS).find(({ name }) => name === kindName);
  if (!kind) return [];
  const fields = filterFields(kind);
  const [, name = '', blank = '', operator = '', rest = ''] = OPERATORS.exec(start) ?? ['', start];
  const def = fields.get(name);
  if (def && operator.trim() !== '') {
    // Of several values the last is being typed.
    const cut = operator.startsWith('in') ? rest.lastIndexOf(',') + 1 : 0;
    const before = `${name} ${operator.trim()} ${rest.slice(0, cut)}`;
    return (await values(lang, name, def, rest.slice(cut), live)).map(([value, text]) => [`${before}${value}`, text]);
  }
  if (def && (blank !== '' || ![...fields.keys()].some((other) => other !== name && other.startsWith(name))))
    return operatorsOf(def).map((word) => [`${name} ${word}`, '']);
  return [...fields].filter(([field]) => field.startsWith(start)).map(([field, { label }]) => [field, label[lang]]);
}

function operatorsOf(def: FieldDef): string[] {
  if (def.pii) return ['=', '!=', ...EMPTY];
  if (def.type === 'instant' || def.type === 'integer' || def.type === 'amount') return [...ORDERED, ...EMPTY];
  return ['=', '!=', 'in', '~', ...EMPTY];
}

async function values(lang: Lang, name: string, def: FieldDef, start: string, live: Live): Promise<Candidate[]> {
  if (def.values)
    return Object.entries(def.values)
      .filter(([value]) => value.startsWith(start))
      .map(([value, label]) => [value, label[lang]]);
  if (def.ref) return await live(def.ref === 'org' ? (ORG_KINDS[name] ?? 'org') : def.ref, start);
  return def.type === 'list' ? await live('tag', start) : [];
}
