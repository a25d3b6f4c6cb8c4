/** What the operations on saved views share: whose they are, how one is named, what may be kept in one. */

import { KINDS } from '../domain/kinds.ts';
import { nearest } from '../domain/nearest.ts';
import { parseOptions } from '../domain/parse.ts';
import { personalWord } from '../domain/personal-word.ts';
import { AdctlError, type Refusal, refuse } from '../domain/refusal.ts';
import type { Schema } from '../domain/schema.ts';
import type { ViewOptions } from '../domain/views.ts';
import { fieldNamed } from '../domain/where.ts';
import { listAccounts } from './accounts/list.ts';
import { notFound } from './address.ts';
import { listAssets } from './assets/list.ts';
import { listAudit } from './audit/list.ts';
import { listBatches } from './batches/list.ts';
import { listClients } from './clients/list.ts';
import type { Asking, Query } from './define.ts';
import { listMembers } from './members/list.ts';
import { listOrgs } from './orgs/list.ts';
import { listQualifications } from './qualifications/list.ts';
import { listUnits } from './units/list.ts';

/** The lists that a view can be of. */
export const VIEWED: Readonly<Record<string, Query>> = {
  accounts: listAccounts,
  orgs: listOrgs,
  units: listUnits,
  members: listMembers,
  batches: listBatches,
  audit: listAudit,
  assets: listAssets,
  clients: listClients,
  qualifications: listQualifications,
};

/** Where a list begins, whether only its number is wanted, what is revealed, and what counts from now on is said each time. */
const NOT_KEPT: ReadonlySet<string> = new Set(['after', 'count', 'reveal', 'expiring']);

export function keptInputs(list: Query): Schema {
  return Object.fromEntries(Object.entries(list.input).filter(([name]) => !NOT_KEPT.has(name)));
}

/** Whether the list understands these options today; a field may be gone since they were kept. */
export function checkView(noun: string, options: ViewOptions, ctx: Asking): Refusal | undefined {
  const list = VIEWED[noun];
  if (!list?.question || !('kind' in list.columns))
    return refuse('VALUE_INVALID', { field: { en: 'list', zh: '列表' }, value: noun, expected: Object.keys(VIEWED) });
  const schema = keptInputs(list);
  const stranger = Object.keys(options).find((name) => !Object.hasOwn(schema, name));
  if (stranger !== undefined)
    return refuse('UNKNOWN_OPTION', { option: `--${stranger}`, nearest: nearest(stranger, Object.keys(schema)) });
  const { columns, ...rest } = options;
  const parsed = parseOptions(list.input, rest);
  if ('refuse' in parsed) return parsed;
  try {
    const { filters } = list.question(parsed.input as never, ctx);
    const kind = KINDS[list.columns.kind];
    // What is kept is kept in clear, and so is the log of it (PII-1).
    const personal = filters.find(({ field, values }) => kind.fields[field]?.pii && values.length > 0);
    if (personal) return refuse('VIEW_PERSONAL', { field: kind.fields[personal.field]?.label });
    const contact = kind.name === 'member' && personalWord(parsed.input['search']);
    if (contact) return refuse('VIEW_PERSONAL', { field: kind.fields[contact]?.label });
    for (const word of Array.isArray(columns) ? columns : []) fieldNamed(kind, word.replace(/^[+-]\s*/, ''));
  } catch (error) {
    if (error instanceof AdctlError) return refuse(error.code, error.details);
    throw error;
  }
  return undefined;
}

type Found = { readonly noun: string; readonly name: string };

/** The one view that a text names among one's own: its name, or `NOUN/NAME`. */
export function viewNamed<T extends Found>(views: readonly T[], text: string): T | Refusal {
  const exact = views.filter(({ noun, name }) => name === text || `${noun}/${name}` === text);
  const [found, other] = exact;
  if (other) return refuse('AMBIGUOUS', { value: text, candidates: exact.map(({ noun, name }) => `${noun}/${name}`) });
  if (found) return found;
  const missing = notFound('view', text);
  return refuse(missing.refuse, {
    ...missing.details,
    nearest: nearest(
      text,
      views.map(({ name }) => name),
    ),
  });
}
