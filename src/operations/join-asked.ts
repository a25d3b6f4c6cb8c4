/** Asking to join an entity (ORG-3): it is named exactly, also where lists hide it, as an account is that is claimed. */
import { archivedRefusal } from '../domain/invariants.ts';
import type { Key } from '../domain/kind.ts';
import { checkLicence, withoutNumber } from '../domain/licence.ts';
import { AdctlError, type Refusal, refuse } from '../domain/refusal.ts';
import { waiting } from '../domain/requests.ts';
import type { Subject } from '../domain/rights.ts';
import { GRANT_FIELDS, notFound } from './address.ts';
import type { Decision, Loader, Pure, ReadView } from './define.ts';
import { ORG_FIELDS, ORG_REF_ROW } from './org-address.ts';
import { askedAlready, newRequest } from './request-types.ts';

export const JOIN_ROW = {
  org: { ...ORG_REF_ROW.org, help: { en: 'id, licence or full name of an entity', zh: '主体编号、证照号码或全称' } },
} as const;
type JoinRow = { readonly org: string };

const PREFIX = /^entity:/;
const bare = (text: string): string => text.replace(PREFIX, '').trim();
/** Lower case is folded in a number (ORG-1). */
const numberOf = (text: string): string => bare(text).toUpperCase();

/** Without the state key nobody is found by a personal number. */
function blindOf(ctx: Pure, text: string): string | undefined {
  const licence = checkLicence(numberOf(text));
  if ('refuse' in licence || licence.kind !== 'person') return undefined;
  try {
    return ctx.blind('org', 'personal_number', licence.number);
  } catch (error) {
    if (error instanceof AdctlError) return undefined;
    throw error;
  }
}

export async function loadJoins(l: Loader, rows: readonly JoinRow[], ctx: Pure): Promise<void> {
  const texts = [...new Set(rows.map((row) => row.org))];
  const values = texts.map(bare);
  const blinds = texts.map((text) => blindOf(ctx, text)).filter((blind) => blind !== undefined);
  await l.need(
    { kind: 'org', by: 'key', values, fields: ORG_FIELDS },
    { kind: 'org', by: 'name', values, fields: ORG_FIELDS },
    { kind: 'org', by: 'licence', values: texts.map(numberOf), fields: ORG_FIELDS },
    { kind: 'org', by: 'personal_number', values: blinds, fields: [...ORG_FIELDS, 'personal_number_bi'] },
  );
  const found = texts.map((text) => entityNamed(l.view, text, ctx)).filter((key) => typeof key === 'string');
  const fields = ['type', 'state', 'member', 'org'];
  await l.need(
    { kind: 'grant', by: 'member', values: [ctx.actor.login], fields: GRANT_FIELDS },
    { kind: 'request', by: 'member', values: [waiting(ctx.actor.login)], fields },
    { kind: 'request', by: 'org', values: found.map(waiting), fields },
  );
}

function entityNamed(v: ReadView, text: string, ctx: Pure): Key | Refusal {
  const entity = (key: Key | undefined) => key !== undefined && v.get('org', key)?.['kind'] === 'entity';
  const blind = blindOf(ctx, text);
  const exact = [
    bare(text),
    v.find('org', 'licence', numberOf(text)),
    blind === undefined ? undefined : v.find('org', 'personal_number', blind),
  ].find(entity);
  if (exact !== undefined) return exact;
  const named = v.list('org', 'name', bare(text)).filter(entity);
  // Of those that bear the name, only the ones that are seen are told apart (MEM-4).
  if (named.length > 1)
    return refuse('AMBIGUOUS', { value: text, candidates: named.filter((key) => v.sees('org', key)) });
  const kind = v.sees('org', bare(text)) ? v.get('org', bare(text))?.['kind'] : undefined;
  return named[0] ?? (kind === undefined ? notFound('org', text) : refuse('JOIN_KIND', { value: text }));
}

/** Called as it was typed: that a name or number is right tells no more of what is hidden. */
export function joinSubject(v: ReadView, row: JoinRow, ctx: Pure): Subject | Refusal {
  const key = entityNamed(v, row.org, ctx);
  return typeof key === 'string' ? { target: withoutNumber(bare(row.org)), places: [] } : key;
}

export function askedToJoin(v: ReadView, ctx: Pure, { org: text }: JoinRow, note: string | undefined): Decision {
  const { login } = ctx.actor;
  const entity = entityNamed(v, text, ctx);
  if (typeof entity !== 'string') return entity;
  const row = v.get('org', entity);
  if (row?.['status'] === 'archived') return archivedRefusal('org', entity, row);
  if (v.list('grant', 'member', login).some((key) => v.get('grant', key)?.['place'] === entity))
    return { unchanged: 'MEMBER_ALREADY' };
  const asked = v
    .list('request', 'member', waiting(login))
    .find((key) => v.get('request', key)?.['org'] === entity && v.get('request', key)?.['type'] === 'join');
  if (asked) return askedAlready(asked);
  const request = newRequest(ctx, 'join', { named: withoutNumber(bare(text)), org: entity, note: note ?? null });
  return { pending: [request], id: request.key };
}
