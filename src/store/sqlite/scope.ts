/**
 * The one place that turns what an actor may see (MEM-2, MEM-4) into SQL: per record as a condition, for lists of
 * accounts as a union of indexed branches. Every read of the store goes through here with the sight it was given;
 * with `EVERYTHING` each function answers TRUE, and the conditions are gone.
 */
import type { KindName } from '../../domain/kind.ts';
import { KINDS } from '../../domain/kinds.ts';
import { accountBranches } from './branches.ts';
import { client, SHARED } from './clients.ts';
import { holderOfBook } from './ledger/books.ts';
import { unlessDeposit } from './ledger/deposits.ts';
import { accountIs, accountKey, among, type Lens, type Narrow } from './lens.ts';
import { requestSeen } from './requests-scope.ts';
import { and, column, FALSE, join, or, raw, type Sql, sql, TRUE } from './sql.ts';

function placeSeen(lens: Lens, s: Narrow, place: Sql): Sql {
  const u = lens.alias();
  const unit = sql`EXISTS (SELECT 1 FROM units ${raw(u)} WHERE ${column(u, 'id')} = ${place} AND ${among(lens, s.unitsOf, column(u, 'org'))})`;
  return or([among(lens, s.membersOf, place), s.unitsOf.length > 0 ? unit : FALSE]);
}

function memberSeen(lens: Lens, s: Narrow, login: Sql): Sql {
  const g = lens.alias();
  const seen = placeSeen(lens, s, column(g, 'place'));
  const granted = sql`EXISTS (SELECT 1 FROM grants ${raw(g)} WHERE ${column(g, 'member')} = ${login} AND ${seen})`;
  return or([lens.log ? FALSE : sql`${login} = ${s.actor}`, seen === FALSE ? FALSE : granted]);
}

function related(lens: Lens, s: Narrow, account: Sql, sources: string): Sql {
  const r = lens.alias();
  return sql`EXISTS (SELECT 1 FROM relations ${raw(r)} WHERE ${column(r, 'account')} = ${account} AND ${column(r, 'member')} = ${s.actor}${raw(sources && ` AND ${r}.source IN (${sources})`)})`;
}

function accountSeen(lens: Lens, s: Narrow, t: string): Sql {
  const key = accountKey(t);
  const { entities, units, agencies, bound, own } = s;
  return or([
    among(lens, entities, column(t, 'entity')),
    among(lens, units, column(t, 'unit')),
    agencies.length > 0 ? client(lens, agencies, key) : FALSE,
    bound.length > 0 ? and([related(lens, s, key, "'bound'"), client(lens, bound, key)]) : FALSE,
    own.length > 0 ? and([among(lens, own, column(t, 'entity')), related(lens, s, key, '')]) : FALSE,
    lens.log || s.alone ? FALSE : related(lens, s, key, SHARED),
    s.client === undefined ? FALSE : accountIs(t, sql`${s.client}`),
  ]);
}

/** Whether the row of the kind at alias `t` is seen. */
export function visible(lens: Lens, kind: KindName, t: string): Sql {
  const s = lens.scope;
  if (s.all) return TRUE;
  switch (kind) {
    case 'account':
      return accountSeen(lens, s, t);
    case 'relation':
      return or([sql`${column(t, 'member')} = ${s.actor}`, visibleKey(lens, 'account', column(t, 'account'))]);
    case 'authorisation':
      return authorisationSeen(lens, s, t);
    case 'request':
      return requestSeen(lens, s, t);
    case 'qualification':
      return visibleKey(lens, 'account', column(t, 'account'));
    case 'asset':
      return assetSeen(lens, s, t);
    case 'asset_grant':
      return visibleKey(lens, 'account', column(t, 'account'));
    case 'org':
      return visibleKey(lens, 'org', column(t, 'id'));
    case 'unit':
      return or([among(lens, s.units, column(t, 'id')), among(lens, s.unitsOf, column(t, 'org'))]);
    case 'member':
      return memberSeen(lens, s, column(t, 'login'));
    case 'grant':
      return or([sql`${column(t, 'member')} = ${s.actor}`, placeSeen(lens, s, column(t, 'place'))]);
    case 'rules':
      return TRUE;
    case 'batch':
      return batchSeen(lens, s, t);
    case 'result':
      return visibleKey(lens, 'batch', column(t, 'batch'));
    case 'entry':
      return entrySeen(lens, s, t);
    case 'view':
      return sql`${column(t, 'owner')} = ${s.actor}`;
    case 'token':
      // A client has nothing to do with how its viewer gets in (CTX-1).
      return s.client === undefined ? sql`${column(t, 'member')} = ${s.actor}` : FALSE;
    case 'transaction':
      return and([
        holderSeen(lens, column(t, 'holder'), column(t, 'counterparty')),
        unlessDeposit(lens, t, `${t}.movement IN ('deposit_pay', 'deposit_return')`),
      ]);
    case 'used_reference':
      return holderSeen(lens, column(t, 'holder'), column(t, 'counterparty'));
    case 'statement':
      return and([holderSeen(lens, column(t, 'holder')), unlessDeposit(lens, t, `${t}.deposit <> 0`)]);
    case 'lot_line':
    case 'spent_day':
    case 'spent_month':
    case 'funds':
    case 'purse_funds':
    case 'order_funds':
    case 'reconciliation':
      return holderSeen(lens, column(t, 'holder'));
    case 'posting':
      return and([
        holderSeen(lens, column(t, 'of'), column(t, 'counterparty'), column(t, 'holder')),
        unlessDeposit(lens, t, `${t}.kind = 'deposit'`, 'of'),
      ]);
    case 'hold':
      return holderSeen(lens, column(t, 'payer'), column(t, 'payee'));
    case 'split':
      return holderSeen(lens, column(t, 'payer'));
    case 'settlement':
      return holderSeen(lens, column(t, 'holder'), column(t, 'payer'));
    case 'wallet':
      return holderSeen(lens, column(t, 'holder'));
    case 'lot':
      return holderSeen(lens, holderOfBook(t));
    case 'deposit':
      return lens.throughFunds((inner, funds) => among(inner, funds.agencies, column(t, 'agency'))) ?? TRUE;
    case 'caps':
      return lens.throughFunds((inner, funds) => among(inner, funds.orgs, column(t, 'org'))) ?? TRUE;
  }
}

/** Whether money of one of these holders is seen. */
export function holderSeen(lens: Lens, ...holders: readonly Sql[]): Sql {
  const seen = lens.throughFunds((inner, funds) =>
    or(
      holders.map((holder) => {
        const place = sql`substr(${holder}, instr(${holder}, ':') + 1)`;
        return sql`CASE substr(${holder}, 1, instr(${holder}, ':') - 1)
          WHEN 'account' THEN ${visibleKey(inner, 'account', place)}
          WHEN 'unit' THEN ${visibleKey(inner, 'unit', place)}
          WHEN 'world' THEN 0
          ELSE ${among(inner, funds.orgs, place)} END`;
      }),
    ),
  );
  return seen ?? TRUE;
}

/** The account is of an entity that the reader sees all accounts of, or the client in whose view it reads. */
function clientsOwn(lens: Lens, s: Narrow, account: Sql): Sql {
  if (s.client !== undefined) return sql`${account} = ${s.client}`;
  if (s.entities.length === 0) return FALSE;
  const a = lens.alias();
  return sql`EXISTS (SELECT 1 FROM accounts ${raw(a)} WHERE ${accountIs(a, account)} AND ${among(lens, s.entities, column(a, 'entity'))})`;
}

/** Each side sees its own: an agency not that another one asks for its client. */
function authorisationSeen(lens: Lens, s: Narrow, t: string): Sql {
  const [agency, account] = [column(t, 'agency'), column(t, 'account')];
  return or([
    among(lens, s.agencies, agency),
    clientsOwn(lens, s, account),
    s.bound.length > 0 ? and([among(lens, s.bound, agency), related(lens, s, account, "'bound'")]) : FALSE,
  ]);
}

/** The agency of an authorisation: also to the client, which sees it nowhere else (MEM-4). */
export function agencyOfClientSeen(lens: Lens, agency: Sql, account: Sql): Sql {
  const s = lens.scope;
  return s.all ? TRUE : or([visibleKey(lens, 'org', agency), clientsOwn(lens, s, account)]);
}

/** Where it belongs, and by the accounts that may use it (ASSET-1, ASSET-3). */
function assetSeen(lens: Lens, s: Narrow, t: string): Sql {
  const g = lens.alias();
  const inUnit = unitUsed(lens, s, column(t, 'unit'));
  const granted = sql`EXISTS (SELECT 1 FROM asset_grants ${raw(g)} WHERE ${column(g, 'asset')} = ${column(t, 'id')} AND ${visibleKey(lens, 'account', column(g, 'account'))})`;
  return or([
    visibleKey(lens, 'unit', column(t, 'unit')),
    visibleKey(lens, 'account', column(t, 'account')),
    granted,
    inUnit,
  ]);
}

/**
 * An account in the unit is seen. A list asks this once of all units, by what leads to accounts (branches.ts); of one
 * record it is asked of its unit alone.
 */
function unitUsed(lens: Lens, s: Narrow, unit: Sql): Sql {
  const a = lens.alias();
  if (lens.point || lens.exact || lens.log)
    return sql`EXISTS (SELECT 1 FROM accounts ${raw(a)} WHERE ${column(a, 'unit')} = ${unit} AND ${visible(lens, 'account', a)})`;
  return sql`${unit} IN (${unitsOfSeen(lens, s)})`;
}

/** The units of the accounts that are seen: of whole entities and units as they are counted, of others by each account. */
function unitsOfSeen(lens: Lens, s: Narrow): Sql {
  const wholly = or([among(lens, s.entities, raw('p.entity')), among(lens, s.units, raw('p.unit'))]);
  const [a, d] = [lens.alias(), lens.alias()];
  const single = (accountBranches(lens) ?? []).flatMap((branch) => ('rows' in branch ? [branch.rows] : []));
  const places = sql`SELECT p.unit FROM account_places p WHERE p.accounts > 0 AND ${wholly}`;
  if (single.length === 0) return places;
  const rows = sql`(${join(single, ' UNION ALL ')}) ${raw(d)} CROSS JOIN accounts ${raw(a)} ON ${raw(`${a}.seq = ${d}.seq`)}`;
  return sql`${places} UNION SELECT ${column(a, 'unit')} FROM ${rows} WHERE ${column(a, 'unit')} IS NOT NULL`;
}

/** Whether the record that a key names is seen: by itself, and wherever another record refers to it. */
export function visibleKey(lens: Lens, kind: KindName, key: Sql): Sql {
  const s = lens.scope;
  if (s.all) return TRUE;
  if (kind === 'org') return or([among(lens, s.orgs, key), among(lens, s.names, key)]);
  if (kind === 'member') return memberSeen(lens, s, key);
  const t = lens.alias();
  const is = kind === 'account' ? accountIs(t, key) : sql`${column(t, KINDS[kind].key[0] as string)} = ${key}`;
  return sql`EXISTS (SELECT 1 FROM ${raw(KINDS[kind].table)} ${raw(t)} WHERE ${is} AND ${visible(lens, kind, t)})`;
}

/** An agency is seen where it is a client's own: by who sees all accounts of that client's entity. */
export function agencySeen(lens: Lens, t: string, agency: Sql): Sql {
  const s = lens.scope;
  return s.all ? TRUE : or([visibleKey(lens, 'org', agency), among(lens, s.entities, column(t, 'entity'))]);
}

/** An organisation that is seen with its data, not by its name alone. */
export function orgSeenInFull(lens: Lens, id: Sql): Sql {
  const s = lens.scope;
  return s.all ? TRUE : among(lens, s.orgs, id);
}

/** How many people and clients an agency has is for who sees them, whoever's entity it is of. */
export function peopleSeen(lens: Lens, t: string): Sql {
  const s = lens.scope;
  if (s.all) return TRUE;
  return sql`(${column(t, 'kind')} <> 'agency' OR ${among(lens, s.agencies, column(t, 'id'))})`;
}

/** Whether the members of a place are shown. */
export function membersShown(lens: Lens, place: Sql): Sql {
  const s = lens.scope;
  return s.all ? TRUE : placeSeen(lens, s, place);
}

/** A place that is shown in a list of roles. */
export function placeShown(lens: Lens, member: Sql, place: Sql): Sql {
  const s = lens.scope;
  return s.all ? TRUE : or([sql`${member} = ${s.actor}`, placeSeen(lens, s, place)]);
}

/** Of a batch in a list this many entries are looked at; one that is asked for by its id is looked through. */
const PROBED_ENTRIES = 50;

/** A client sees no act of whoever looks as it does (CTX-1). */
const ownAct = (s: Narrow, actor: Sql): Sql => (s.client === undefined ? sql`${actor} = ${s.actor}` : FALSE);

/** One's own; of others, what members in the log's places ran, and what changed a record that the log shows (MEM-3). */
function batchSeen(lens: Lens, s: Narrow, t: string): Sql {
  const actor = column(t, 'actor');
  const own = ownAct(s, actor);
  if (!s.log) return own;
  if (s.log.all) return TRUE;
  const { log } = s;
  const e = lens.alias();
  const seen = lens.throughLog(log, (inner) => targetSeen(inner, log, e));
  const most = lens.exact ? sql`` : sql` LIMIT ${PROBED_ENTRIES}`;
  const entries = sql`SELECT kind, target FROM log_entries WHERE batch = ${column(t, 'id')}${most}`;
  const touched = sql`EXISTS (SELECT 1 FROM (${entries}) ${raw(e)} WHERE ${seen})`;
  return or([own, lens.throughLog(log, (inner) => memberSeen(inner, log, actor)), touched]);
}

/** One's own acts, and what happened to the records that the operation log shows (`scope.log`). */
function entrySeen(lens: Lens, s: Narrow, t: string): Sql {
  const own = ownAct(s, column(t, 'actor'));
  const { log } = s;
  if (!log) return own;
  if (log.all) return TRUE;
  return lens.throughLog(log, (inner) => sql`(${own} OR ${targetSeen(inner, log, t)})`);
}

/** Whether the log shows what happened to the record that an entry is about. */
function targetSeen(lens: Lens, log: Narrow, t: string): Sql {
  const target = column(t, 'target');
  const part = (after: Sql) => sql`substr(${after}, 1, instr(${after}, '/') - 1)`;
  const rest = (after: Sql) => sql`substr(${after}, instr(${after}, '/') + 1)`;
  return sql`CASE ${column(t, 'kind')}
      WHEN 'account' THEN ${visibleKey(lens, 'account', target)}
      WHEN 'relation' THEN ${visibleKey(lens, 'account', part(target))}
      WHEN 'authorisation' THEN ${visibleKey(lens, 'authorisation', target)}
      WHEN 'request' THEN ${visibleKey(lens, 'request', target)}
      WHEN 'qualification' THEN ${visibleKey(lens, 'qualification', target)}
      WHEN 'asset' THEN ${visibleKey(lens, 'asset', target)}
      WHEN 'asset_grant' THEN ${visibleKey(lens, 'asset', part(target))}
      WHEN 'org' THEN ${among(lens, log.orgs, target)}
      WHEN 'unit' THEN ${visibleKey(lens, 'unit', target)}
      WHEN 'transaction' THEN ${visibleKey(lens, 'transaction', target)}
      WHEN 'used_reference' THEN ${visibleKey(lens, 'used_reference', target)}
      WHEN 'hold' THEN ${visibleKey(lens, 'hold', target)}
      WHEN 'split' THEN ${visibleKey(lens, 'split', target)}
      WHEN 'wallet' THEN ${holderSeen(lens, part(target))}
      WHEN 'deposit' THEN ${among(lens, log.agencies, part(target))}
      WHEN 'caps' THEN ${among(lens, log.orgs, part(target))}
      WHEN 'member' THEN ${visibleKey(lens, 'member', target)}
      WHEN 'grant' THEN ${placeSeen(lens, log, rest(rest(target)))}
      ELSE 0 END`;
}
