/**
 * Who may do what (MEM-3), as data. A cell is a role's letters; `:own` asks for a relation to the account, or that the
 * record be the actor's own; `:manages` that the actor manage the account; `:vacant` is where nobody holds the place (ORG-9, checked by the operation).
 * Roles D, C and cv are bound to clients: whatever they may do, they may do for those alone (MEM-2).
 */
import type { Flag, Role } from './members.ts';
import { FLAGS, ROLES, STATE_OWNER } from './members.ts';

const ALL_ORG = 'gP gA eP eA';
const AUDIT = 'op gP gA eP eA aM aA auditor';

/** `everybody` and `verified` stand for any member, with or without a role. */
export const RIGHTS = {
  'org.create_entity': 'verified',
  'org.create_group': 'op eP',
  'org.create_agency': 'op eP',
  'org.update': `${ALL_ORG} aM`,
  'org.attach': ALL_ORG,
  'org.archive': `${ALL_ORG} aM`,
  'org.read': 'everybody',
  'org.join': 'everybody',
  'org.nominate': 'op:vacant',
  'unit.read': 'everybody',
  'rules.show': 'everybody',
  'unit.create': `${ALL_ORG} uA`,
  'unit.update': `${ALL_ORG} uA`,
  'unit.archive': ALL_ORG,
  'member.read': 'everybody',
  'member.create': 'op gP eP eA aM aA',
  'member.import': 'op gP eP eA aM aA',
  'member.verify': 'op gP eP eA aM aA',
  'member.grant': 'op:vacant gP gA eP eA uA aM aA',
  'member.approve': 'op:vacant gP gA eP eA uA aM aA',
  'member.update': 'op:vacant gP gA eP eA uA aM aA everybody:own',
  'member.handover': 'op:vacant gP gA eP eA uA aM aA',
  'member.remove': 'op:vacant gP gA eP eA uA aM aA',
  'member.erase': 'op gP eP aM',
  'pii.reveal': 'pii_viewer',
  'matrix.show': 'everybody',
  'flag.grant': 'gP eP aM',
  'account.read': 'everybody',
  'account.create': `op ${ALL_ORG} aM aA`,
  'account.import': `op ${ALL_ORG} aM aA`,
  'account.update': `op ${ALL_ORG} aM aA`,
  'account.claim': `${ALL_ORG} eC uA aM aA aE aD`,
  'account.assign': `${ALL_ORG} uA aM aA`,
  'account.bind': 'aM aA',
  'account.tag': `${ALL_ORG} uA aM aA aE eC:own aD:own`,
  'account.note': `${ALL_ORG} uA aM aA aE eC:own aD:own`,
  'account.budget': `${ALL_ORG} uA aM aA aE eC:own aD:own`,
  'account.status': `${ALL_ORG} uA aM aA aE eC:own aD:own`,
  // The operator resumes what waits for its review, and nothing else.
  'account.resume': `op ${ALL_ORG} uA aM aA aE eC:own aD:own`,
  'account.open': 'everybody',
  'request.read': 'everybody',
  // What is decided asks for a right of its own, by the type of the request.
  'request.decide': 'everybody',
  'request.withdraw': 'everybody:own',
  'client.read': 'everybody',
  'client.authorize': 'eP eA aM aA aE',
  'client.terminate': 'eP eA aM aA aE',
  'asset.authorize': 'aM aA aE',
  'asset.authorize_decide': 'eP eA',
  'qualification.read': 'everybody',
  'qualification.submit': 'eP eA aM aA aE everybody:manages',
  'qualification.review': 'op',
  'asset.read': 'everybody',
  'asset.create': 'gP eP eA uA everybody:manages',
  'asset.grant': 'gP eP eA uA everybody:manages',
  'balance.see': `op ${ALL_ORG} uA aM aA aE eC:own aD:own aC:own cv:own`,
  'funds.see': `op ${ALL_ORG} uA aM aA`,
  'funds.recharge': 'gP eP aM',
  'funds.refund': 'gP eP aM',
  'funds.repay': 'gP eP aM',
  'funds.split': 'gP eP aM',
  'funds.allocate': `${ALL_ORG} uA aM aA`,
  'funds.reclaim': `${ALL_ORG} uA aM aA`,
  'funds.transfer': `${ALL_ORG} uA aM aA`,
  'funds.freeze': `${ALL_ORG} uA aM aA`,
  'funds.hold': `${ALL_ORG} uA aM aA`,
  'funds.deposit': 'aM aA',
  'funds.credit_limit': 'op',
  'funds.bonus_grant': 'op',
  'funds.bonus_revoke': 'op',
  'funds.deposit_due': 'op',
  'funds.adjust': 'op',
  'funds.check': 'op',
  'funds.wallet': 'gP eP aM',
  'funds.caps': 'gP eP aM',
  'funds.consume': `op ${ALL_ORG} aM aA`,
  'funds.reconcile': `op ${ALL_ORG} aM aA`,
  'funds.journal': `op ${ALL_ORG} aM aA`,
  // Besides the right of what is planned, checked row by row.
  'plan.apply': `${ALL_ORG} uA aM aA`,
  'batch.read': 'everybody',
  'batch.resume': 'everybody',
  'audit.list': 'everybody',
  'audit.verify': 'op',
  'audit.read': AUDIT,
  undo: 'everybody',
  'state.info': 'op',
  'state.check': 'op',
  'state.backup': 'op',
  'state.restore': 'op',
  'state.rebuild': 'op',
  'state.compact': 'op',
  'state.key': 'op',
  'state.sweep': 'op',
  'rules.set': 'op',
  'view.read': 'everybody',
  'view.write': 'everybody',
  'token.read': 'everybody',
  'token.write': 'op verified:own',
} as const satisfies Record<string, string>;
export type Right = keyof typeof RIGHTS;

export type Grant = { readonly role: Role | Flag; readonly place: string };

/** Who acts, as far as rights are concerned. `grants` are those of now. */
export type Actor = {
  readonly login: string;
  readonly verified: boolean;
  readonly grants: readonly Grant[];
  /** The account as whose client viewer it looks (CTX-1): as if bound to it, and no owner of the state. */
  readonly client?: string;
};

/** What a row touches: the organisations and units it lies in, and how the actor stands to it. */
export type Subject = {
  /** How results and messages call it. */
  readonly target: string;
  /** `any`: not yet anywhere (a member about to be created), so that a role at any place counts. */
  readonly places: readonly string[] | 'any';
  /** Of what has one on which it depends what may become of it. */
  readonly status?: string;
  /** The actor has a relation to it, or it is the actor's own record. */
  readonly own?: boolean;
  /** The actor is the account's manager. */
  readonly manages?: boolean;
  /** The actor is bound to it as a client. */
  readonly bound?: boolean;
  /** Shared with the actor (collaborator, self-run): counts as a collaborator of the entity on it alone (MEM-2). */
  readonly shared?: boolean;
  /** The role that is granted or revoked, where that decides. */
  readonly role?: Role | Flag;
};

/** What a role may grant and revoke. A principal role moves by hand-over only, whoever asks; the operator nominates so. */
const GRANTABLE: Partial<Record<Role, readonly (Role | Flag)[]>> = {
  op: ['gP', 'gA', 'eP', 'eA', 'eC', 'eU', 'aM'],
  gP: ['gA', 'eA', 'eC', 'eU', 'uA', 'uC'],
  gA: ['gA', 'eA', 'eC', 'eU', 'uA', 'uC'],
  eP: ['eA', 'eC', 'eU', 'uA', 'uC'],
  eA: ['eA', 'eC', 'eU', 'uA', 'uC'],
  uA: ['uA', 'uC'],
  aM: ['aA', 'aE', 'aD', 'aC', 'cv'],
  aA: ['aE', 'aD', 'aC'],
};
/** Whose records and roles a role may look after (MEM-3: as member.grant); a group looks after its entities' principals. */
const MANAGEABLE: typeof GRANTABLE = {
  ...GRANTABLE,
  gP: [...(GRANTABLE.gP ?? []), 'eP'],
  gA: [...(GRANTABLE.gA ?? []), 'eP'],
};
/** What an agency admin may create and verify (MEM-3: E, D, C). */
const AGENCY_STAFF: readonly (Role | Flag)[] = ['aE', 'aD', 'aC'];
export const BOUND_ROLES: ReadonlySet<string> = new Set(['aD', 'aC', 'cv']);
export const AGENCY_ROLES: ReadonlySet<string> = new Set(['aM', 'aA', 'aE', 'aD', 'aC', 'cv']);
export const PRINCIPAL_ROLES: ReadonlySet<string> = new Set(['gP', 'eP', 'aM']);

export type CellRule = {
  readonly role: string;
  readonly own: boolean;
  readonly vacant: boolean;
  readonly manages: boolean;
};
const cells = new Map<Right, readonly CellRule[]>();
export function cellsOf(right: Right): readonly CellRule[] {
  let list = cells.get(right);
  if (!list) {
    list = RIGHTS[right].split(' ').map((cell) => {
      const [role = '', only] = cell.split(':');
      return { role, own: only === 'own', vacant: only === 'vacant', manages: only === 'manages' };
    });
    cells.set(right, list);
  }
  return list;
}

export function isOwner(actor: Actor): boolean {
  return actor.login === STATE_OWNER && actor.client === undefined;
}

export function isOperator(actor: Actor): boolean {
  return isOwner(actor) || actor.grants.some((grant) => grant.role === 'op');
}

/** Whether the actor has the right on the subject. The state owner has every right but to reveal (MEM-0). */
export function may(actor: Actor, right: Right, subject: Subject): boolean {
  return grantFor(actor, right, subject) !== undefined;
}

/** The role that gives the right, as `role@place`; `owner` or `everybody` where no role is needed. */
export function grantFor(actor: Actor, right: Right, subject: Subject): string | undefined {
  if (isOwner(actor) && right !== 'pii.reveal') return 'owner';
  for (const cell of cellsOf(right)) {
    if (cell.role === 'everybody' && (!cell.own || subject.own) && (!cell.manages || subject.manages)) return cell.role;
    if (cell.role === 'verified' && actor.verified && (!cell.own || subject.own)) return cell.role;
    if (cell.role === 'eC' && subject.shared) return `eC@${subject.target}`;
    for (const grant of actor.grants) {
      if (grant.role !== cell.role) continue;
      if (cell.own && !subject.own) continue;
      if (!holdsAt(grant, subject)) continue;
      if (!grantAllowed(right, grant, subject)) continue;
      return `${grant.role}@${grant.place}`;
    }
  }
  return undefined;
}

function holdsAt(grant: Grant, subject: Subject): boolean {
  if (grant.role === 'op' || subject.places === 'any') return true;
  if (!subject.places.includes(grant.place)) return false;
  return !BOUND_ROLES.has(grant.role) || subject.bound === true;
}

function grantAllowed(right: Right, grant: Grant, subject: Subject): boolean {
  if (subject.role === undefined) return true;
  if (right === 'member.update' || right === 'member.remove' || right === 'member.handover' || right === 'member.erase')
    return MANAGEABLE[grant.role as Role]?.includes(subject.role) ?? false;
  if (right === 'member.grant' || right === 'member.approve')
    return GRANTABLE[grant.role as Role]?.includes(subject.role) ?? false;
  if (grant.role === 'aA' && right.startsWith('member.')) return AGENCY_STAFF.includes(subject.role);
  return true;
}

/** A role by its letters or its long name; letters are case-sensitive because `aA` and `aa` would not be told apart. */
export function roleNamed(text: string): Role | undefined {
  if (Object.hasOwn(ROLES, text)) return text as Role;
  const folded = text.toLowerCase().replaceAll('-', '_');
  return (Object.keys(ROLES) as Role[]).find((role) => ROLES[role].long === folded);
}

export function flagNamed(text: string): Flag | undefined {
  const folded = text.toLowerCase().replaceAll('-', '_');
  return Object.hasOwn(FLAGS, folded) ? (folded as Flag) : undefined;
}
