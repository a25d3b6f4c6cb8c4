/** Whether somebody may run an operation on something: the executor's own checks, without running it. */
import type { AccountStatus } from '../domain/accounts.ts';
import type { Key, KindName } from '../domain/kind.ts';
import { KINDS } from '../domain/kinds.ts';
import { AdctlError } from '../domain/refusal.ts';
import { type Actor, grantFor, may, type Right, type Subject } from '../domain/rights.ts';
import { bareId, reaches } from './account-rows.ts';
import { statusFault } from './account-status.ts';
import type { Loader, ReadView, ScopedTx } from './define.ts';
import { caresFor, loadCare } from './member-care.ts';
import { rulesOf } from './request-types.ts';
import { type Rightful, rightsOf } from './rights-of.ts';
import { seenAs } from './showing.ts';
import { loadSubjects, subjectOf } from './subjects.ts';

export type Target = { readonly kind: KindName; readonly key: Key };
export type Judged = {
  readonly right: Right;
  readonly by?: string;
  readonly code?: 'MEMBER_UNVERIFIED' | 'NOT_FOUND' | 'FORBIDDEN';
};

/** What an operation is about: the records of its noun; where a new one lies, for those that create. */
function kindsOf(operation: string): readonly KindName[] {
  const [noun, verb] = operation.split('.') as [string, string];
  const creates = verb === 'create' || verb === 'import';
  if (noun === 'accounts') return creates ? ['org'] : ['account'];
  if (noun === 'orgs') return ['org'];
  if (noun === 'units') return creates ? ['org'] : ['unit'];
  if (noun === 'members') return creates ? ['org', 'unit'] : ['member'];
  if (noun === 'assets') return creates ? ['unit', 'account'] : ['asset'];
  if (noun === 'qualifications') return verb === 'submit' ? ['account'] : ['qualification'];
  if (noun === 'clients') return ['account'];
  if (noun === 'requests') return ['request'];
  if (noun === 'tokens' && verb !== 'list') return creates ? ['member'] : ['token'];
  return [];
}

/** The records that the texts name among what the asker sees: one, of an entity that joins a group both. */
export async function targetsOf(
  tx: ScopedTx,
  asker: Actor,
  operation: string,
  rest: readonly string[],
): Promise<Target[]> {
  const [first, group, ...others] = rest;
  if (operation !== 'orgs.attach' || first === undefined) {
    const target = await targetOf(tx, asker, operation, rest);
    return target ? [target] : [];
  }
  if (group === undefined) {
    const message = {
      en: `${operation}: name the group too, after ${first}`,
      zh: `${operation}：请在 ${first} 后写明集团`,
    };
    throw new AdctlError('USAGE', { message });
  }
  const both = [
    await targetOf(tx, asker, operation, [first]),
    await targetOf(tx, asker, operation, [group, ...others]),
  ];
  return both.filter((target) => target !== undefined);
}

async function targetOf(
  tx: ScopedTx,
  asker: Actor,
  operation: string,
  rest: readonly string[],
): Promise<Target | undefined> {
  const [text, more] = rest;
  if (text === undefined) return undefined;
  const kinds = kindsOf(operation);
  if (more !== undefined || kinds.length === 0) {
    const message = { en: `${operation}: "${more ?? text}" is too much`, zh: `${operation}：“${more ?? text}”多余` };
    throw new AdctlError('USAGE', { message });
  }
  for (const kind of kinds) {
    const key =
      kind === 'account' ? await accountSeen(tx, asker, operation, text) : (await seenAs(tx, kind, [text])).keys[0];
    if (key !== undefined) return { kind, key };
  }
  throw new AdctlError('NOT_FOUND', { kind: KINDS[kinds[0] as KindName].label, value: text });
}

async function accountSeen(tx: ScopedTx, asker: Actor, operation: string, text: string): Promise<Key | undefined> {
  const platform = text.includes(':') ? text.slice(0, text.indexOf(':') + 1) : '';
  const rows = await tx.rows({ kind: 'account', by: 'id', values: [bareId(text)], fields: ['entity'] });
  const reached = ({ visible, row }: (typeof rows)[number]) =>
    visible || (BY_EXACT_ID.has(operation) && reaches(asker, row['entity']));
  const keys = rows.filter((one) => reached(one) && one.key.startsWith(platform)).map(({ key }) => key);
  if (keys.length > 1) throw new AdctlError('AMBIGUOUS', { value: text, candidates: keys });
  return keys[0];
}

/** Of several targets the first that is refused decides. */
export async function judgeAll(
  op: Rightful,
  targets: readonly Target[],
  who: { readonly actor: Actor } & Pick<ScopedTx, 'look'>,
): Promise<Judged> {
  const [first, ...others] = targets;
  let judged = await judge(op, first, who);
  for (const target of others) if (!judged.code) judged = await judge(op, target, who);
  return judged;
}

/** In the executor's order: verified, there, allowed. */
async function judge(
  op: Rightful,
  target: Target | undefined,
  who: { readonly actor: Actor } & Pick<ScopedTx, 'look'>,
): Promise<Judged> {
  const { actor } = who;
  const rights = rightsOf(op);
  const [first] = rights;
  if (!first) throw new Error(`${op.name} names no right`);
  const own = target?.kind === 'member' && target.key === actor.login;
  const open = op.kind === 'query' || (op.unverified === true && (own || target?.kind !== 'member'));
  if (!actor.verified && !open) return { right: first, code: 'MEMBER_UNVERIFIED' };
  const look = who.look();
  let subject: Subject = { target: op.name, places: 'any', own: target === undefined };
  if (target) {
    const touched = { ...target, fields: null };
    await look.need({ kind: target.kind, by: 'key', values: [target.key], fields: KINDS[target.kind].key });
    await loadSubjects(look, [touched]);
    if (!seesOrReaches(look.view, op.name, actor, target)) return { right: first, code: 'NOT_FOUND' };
    subject = { ...subjectOf(look.view, { actor }, touched), ...(target.kind === 'member' && { own }) };
  }
  const decided = target?.kind === 'request' && op.name !== 'requests.withdraw' && op.kind !== 'query';
  if (decided) return judgeDecision(look.view, actor, target.key, first);
  const barred = target && barredByStatus(look.view, op.name, actor, subject);
  if (barred) return { right: barred, code: 'FORBIDDEN' };
  for (const right of rights) {
    const by = grantFor(actor, right, subject);
    if (by !== undefined && (await looksAfter(look, actor, right, target, own))) return { right, by };
  }
  return { right: first, code: 'FORBIDDEN' };
}

/** Which right decides a request, and where, hangs on what is asked for (MEM-3). */
function judgeDecision(view: ReadView, actor: Actor, key: Key, right: Right): Judged {
  const request = view.get('request', key);
  const decider = request && rulesOf(request).decider(view, { actor }, request, {});
  if (!decider || 'refuse' in decider) return { right, code: 'FORBIDDEN' };
  // Whoever asks whether somebody may is not asked why.
  if (rulesOf(request).barred?.(view, { actor, reason: '?' }, request, decider.subject))
    return { right: decider.right, code: 'FORBIDDEN' };
  const by = grantFor(actor, decider.right, decider.subject);
  return by === undefined ? { right: decider.right, code: 'FORBIDDEN' } : { right: decider.right, by };
}

/** What is done by exact id also where lists hide the account (ACC-3); an entity is asked to be joined so (ORG-3). */
const BY_EXACT_ID: ReadonlySet<string> = new Set(['accounts.claim', 'accounts.release']);

const seesOrReaches = (view: ReadView, operation: string, actor: Actor, { kind, key }: Target): boolean =>
  view.sees(kind, key) ||
  operation === 'orgs.join' ||
  (BY_EXACT_ID.has(operation) && reaches(actor, view.get('account', key)?.['entity']));

const STATUS_OF: Readonly<Record<string, AccountStatus>> = {
  'accounts.suspend': 'suspended',
  'accounts.resume': 'active',
  'accounts.close': 'closed',
};

/** The right that the account as it stands asks for besides; whether it may take the status at all is no question of rights. */
function barredByStatus(view: ReadView, operation: string, actor: Actor, subject: Subject): Right | undefined {
  const to = STATUS_OF[operation];
  if (!to || view.get('account', subject.target)?.['status'] === to) return undefined;
  const fault = statusFault(view, { actor, may: (right, at) => may(actor, right, at) }, subject, to);
  return fault?.refuse === 'FORBIDDEN' ? (fault.details['right'] as Right) : undefined;
}

/** A member's record is looked after by who may give every role that it holds (MEM-3). */
async function looksAfter(
  look: Loader,
  actor: Actor,
  right: Right,
  target: Target | undefined,
  own: boolean,
): Promise<boolean> {
  if (target?.kind !== 'member' || (right !== 'member.update' && right !== 'member.remove')) return true;
  if (own && right === 'member.update') return true;
  await loadCare(look, [target.key]);
  return caresFor(look.view, { actor, may: (one, at) => may(actor, one, at) }, target.key, right);
}
