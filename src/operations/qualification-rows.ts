/** What the operations on qualifications share: how a row names one, what is loaded around it, what a new one is (ACC-9). */
import { endOfDay } from '../domain/days.ts';
import type { Key, Row } from '../domain/kind.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Subject } from '../domain/rights.ts';
import type { Schema } from '../domain/schema.ts';
import { accountSubject, loadSurroundings } from './account-rows.ts';
import { notFound } from './address.ts';
import type { Ctx, Decision, Loader, Pure, ReadView } from './define.ts';

export const QUALIFICATION_FIELDS = [
  'account',
  'kind',
  'number',
  'valid_until',
  'state',
  'replaces',
  'reviewed_by',
  'reviewed',
  'reason',
  'due_at',
  'due_state',
];

export const QUALIFICATION_REF = {
  id: {
    type: 'text',
    required: true,
    label: { en: 'ID', zh: '编号' },
    help: { en: 'id of the qualification', zh: '资质记录编号' },
    headers: ['qualification', '资质'],
    metavar: 'ID',
  },
} as const satisfies Schema;

export const WHERE_QUALIFICATIONS = { kind: 'qualification', fields: { id: 'id' } } as const;

export const CONTENT = {
  number: {
    type: 'text',
    label: { en: 'number', zh: '资质编号' },
    help: { en: 'as it stands on the document', zh: '证件上的编号' },
    headers: ['证件号', '证书编号'],
    metavar: 'N',
  },
  valid_until: {
    type: 'day',
    label: { en: 'valid until', zh: '有效期至' },
    help: { en: 'its last day; without: it does not end', zh: '有效期最后一日；不填为长期有效' },
    question: { en: 'its last day', zh: '有效期最后一日' },
    headers: ['到期日', '有效期'],
    metavar: 'DAY',
  },
} as const satisfies Schema;

/** Qualifications and the accounts that they are of. */
export async function loadQualifications(l: Loader, ids: readonly Key[]): Promise<void> {
  await l.need({ kind: 'qualification', by: 'key', values: ids, fields: QUALIFICATION_FIELDS });
  const accounts = ids
    .map((id) => l.view.get('qualification', id)?.['account'])
    .filter((account): account is string => typeof account === 'string');
  const fields = ['platform', 'id', 'entity', 'unit', 'manager', 'status', 'time_zone'];
  await l.need({ kind: 'account', by: 'key', values: accounts, fields });
  await loadSurroundings(l, accounts);
}

export function qualificationSubject(v: ReadView, id: Key, ctx: Pick<Ctx, 'actor'>): Subject | Refusal {
  if (!v.sees('qualification', id)) return notFound('qualification', id);
  return { ...accountSubject(v, String(v.get('qualification', id)?.['account']), ctx), target: id };
}

type Content = { readonly kind?: string | undefined; readonly number?: string; readonly valid_until?: string };

export const zoneOf = (v: ReadView, account: Key): string => String(v.get('account', account)?.['time_zone']);

/** Another of the account's with the same kind and number that is not through with. */
const same = (row: Row | undefined, { kind, number }: Content): boolean =>
  row?.['kind'] === kind &&
  row?.['number'] === number &&
  (row?.['state'] === 'submitted' || row?.['state'] === 'approved');

/** Those of an account that have the number: it may have very many others. */
export async function loadNumbered(
  l: Loader,
  all: readonly { readonly account: Key; readonly number: string | undefined }[],
): Promise<void> {
  const values = all.flatMap(({ account, number }) => (number === undefined ? [] : [`${account}/${number}`]));
  await l.need({ kind: 'qualification', by: 'number', values, fields: QUALIFICATION_FIELDS });
}

/** A new one, to be reviewed; those of the account with its number are loaded. */
export function submitted(v: ReadView, ctx: Pure, account: Key, content: Content, replaces?: Key): Decision {
  const { kind, number, valid_until } = content;
  if (number === undefined) return refuse('MISSING', { field: CONTENT.number.label, option: '--number' });
  if (v.get('account', account)?.['status'] === 'closed') return refuse('ACCOUNT_CLOSED', { account });
  const there = v
    .list('qualification', 'number', `${account}/${number}`)
    .find((id) => id !== replaces && same(v.get('qualification', id), content));
  const found = there === undefined ? undefined : v.get('qualification', there);
  if (found && found['valid_until'] === (valid_until ?? null) && found['replaces'] === (replaces ?? null))
    return { unchanged: 'SAME', id: there as Key, of: [{ kind: 'qualification', key: there as Key }] };
  if (found) return refuse('QUALIFICATION_EXISTS', { id: there, number, state: found['state'] });
  if (valid_until !== undefined) {
    const end = endOfDay(CONTENT.valid_until, valid_until, zoneOf(v, account), ctx.now);
    if ('refuse' in end) return end;
  }
  const id = ctx.id('q_');
  const row = {
    id,
    account,
    kind: kind as string,
    number,
    valid_until: valid_until ?? null,
    state: 'submitted',
    submitted_by: ctx.actor.login,
    replaces: replaces ?? null,
    created: ctx.now,
  };
  return { ok: [{ insert: 'qualification', key: id, row }], id };
}
