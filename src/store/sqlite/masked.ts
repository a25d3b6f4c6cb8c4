/**
 * The operation log as its reader may see it: who acted, and every record that an entry refers to, is named where the
 * reader sees it and covered elsewhere (MEM-4). As SQL, so that what is covered can be neither filtered by, nor searched,
 * nor sorted by. Who sees all reads the columns as they are.
 */

import { HIDDEN } from '../../domain/covered.ts';
import { BEYOND } from '../../domain/funds/caps.ts';
import type { Key, KindName } from '../../domain/kind.ts';
import { KINDS } from '../../domain/kinds.ts';
import { referencesOf } from '../../domain/references.ts';
import type { Sight } from '../port.ts';
import { bookSeen, holderShown, receiversShown } from './ledger/seen.ts';
import { accountIs, among, Lens } from './lens.ts';
import { agencySeen, membersShown, placeShown, visibleKey } from './scope.ts';
import type { Session } from './session.ts';
import { column, join, or, raw, type Sql, sql, TRUE } from './sql.ts';

/** Undefined where the reader sees the column as it is. */
export function maskedColumn(lens: Lens, kind: KindName, t: string, name: string): Sql | undefined {
  if (lens.scope.all) return undefined;
  if (kind === 'request' && name === 'plan') return planShown(lens, t, lens.scope.actor);
  if (kind !== 'entry' && kind !== 'batch') return undefined;
  const masked = MASKED[name];
  return masked && lens.withLog((inner) => masked(inner, t, name, kind));
}

const OWN_OF_PLAN = raw("'$.options', '$.as', '$.digest'");

/**
 * How a plan names holders, and for whom it was written, is its author's own: of what it comes to, its rows tell. Their
 * digest would tell of balances in them that are not shown, to whoever tries all that there may be.
 */
function planShown(lens: Lens, t: string, actor: string): Sql {
  const plan = column(t, 'plan');
  const others = whyShown(lens, sql`json_remove(${plan}, ${OWN_OF_PLAN})`, column(t, 'org'));
  return sql`CASE WHEN NOT json_valid(${plan}) THEN ${plan} WHEN ${column(t, 'member')} = ${actor} THEN json_remove(${plan}, '$.digest')
    ELSE ${others} END`;
}

/** How high a cap is, is for those who see it: not for all whose caps a plan counts for. */
function whyShown(lens: Lens, plan: Sql, org: Sql): Sql {
  const seen = lens.throughFunds((inner, { orgs }) => among(inner, orgs, org)) ?? TRUE;
  const general = sql`json_replace(${plan}, '$.why', json(${JSON.stringify(BEYOND)}))`;
  return seen === TRUE ? plan : sql`CASE WHEN ${seen} THEN ${plan} ELSE ${general} END`;
}

const MASKED: Readonly<Record<string, (lens: Lens, t: string, name: string, kind: KindName) => Sql>> = {
  actor: actorShown,
  identity: identityShown,
  target: targetShown,
  before: imageShown,
  after: imageShown,
};

const COVERED = raw(`'${HIDDEN}'`);
const cover = (seen: Sql, value: Sql): Sql => sql`CASE WHEN ${seen} THEN ${value} ELSE ${COVERED} END`;

/** What follows the `@` of `ROLE@PLACE`; a member with several roles acts under its login alone. */
const placeOf = (t: string): Sql => raw(`substr(${t}."identity", instr(${t}."identity", '@') + 1)`);
const hasPlace = (t: string): Sql => raw(`instr(${t}."identity", '@') > 0`);

function placeNamed(lens: Lens, place: Sql): Sql {
  return or([sql`${place} = '*'`, visibleKey(lens, 'org', place), visibleKey(lens, 'unit', place)]);
}

/** Names that every state has: the program itself, and the owner (MEM-0). */
const EVERYBODY_KNOWS = raw("('system', 'owner')");
const memberNamed = (lens: Lens, login: Sql): Sql =>
  or([sql`${login} IN ${EVERYBODY_KNOWS}`, visibleKey(lens, 'member', login)]);

/** Who is seen, and who held a role then where the reader sees who holds one. */
function actorShown(lens: Lens, t: string, _: string, kind: KindName): Sql {
  const actor = column(t, 'actor');
  const seen = memberNamed(lens, actor);
  if (kind === 'batch') return cover(seen, actor);
  return cover(or([seen, sql`(${hasPlace(t)} AND ${placeShown(lens, actor, placeOf(t))})`]), actor);
}

function identityShown(lens: Lens, t: string): Sql {
  const identity = column(t, 'identity');
  const role = raw(`substr(${t}."identity", 1, instr(${t}."identity", '@'))`);
  const place = placeOf(t);
  return sql`CASE WHEN ${hasPlace(t)} THEN ${role} || ${cover(placeNamed(lens, place), place)} ELSE ${cover(memberNamed(lens, identity), identity)} END`;
}

/** As domain/references.ts says: a role by its place, a relation by its account. */
function targetShown(lens: Lens, t: string): Sql {
  const target = column(t, 'target');
  const first = raw(`substr(${t}."target", 1, instr(${t}."target", '/') - 1)`);
  const rest = raw(`substr(${t}."target", instr(${t}."target", '/') + 1)`);
  const second = sql`substr(${rest}, 1, instr(${rest}, '/') - 1)`;
  const third = sql`substr(${rest}, instr(${rest}, '/') + 1)`;
  const relation = join([first, cover(visibleKey(lens, 'member', second), second), third], " || '/' || ");
  const grant = join(
    [cover(visibleKey(lens, 'member', first), first), second, cover(placeNamed(lens, third), third)],
    " || '/' || ",
  );
  return sql`CASE ${column(t, 'kind')}
    WHEN 'relation' THEN ${relation}
    WHEN 'grant' THEN CASE WHEN ${placeShown(lens, first, third)} THEN ${target} ELSE ${grant} END
    ELSE ${target} END`;
}

/**
 * Every field that names a record, by kind, and none that is nobody's to see; what is not JSON (a damaged state) is left
 * for its reader to complain of.
 */
function imageShown(lens: Lens, t: string, name: string): Sql {
  const image = column(t, name);
  const kinds = Object.values(KINDS)
    .filter(({ name, audited }) => audited && imageFields(name).length + moneyFields(name).length > 0)
    .map(({ name }) => {
      const told = sql`json_replace(${image}, ${join(
        [
          ...imageFields(name).map((one) => replaced(lens, image, one)),
          ...moneyFields(name).map((field) => moneyReplaced(lens, image, name, field)),
          ...(name === 'request' ? [planReplaced(lens, image)] : []),
          ...(name === 'split' ? [ruleReplaced(lens, image, t)] : []),
        ],
        ', ',
      )})`;
      const hidden = hiddenFields(name);
      return sql`WHEN ${raw(`'${name}'`)} THEN ${hidden.length > 0 ? sql`json_remove(${told}, ${join(hidden, ', ')})` : told}`;
    });
  return sql`CASE WHEN json_valid(${image}) THEN CASE ${column(t, 'kind')} ${join(kinds, ' ')} ELSE ${image} END ELSE ${image} END`;
}

const hiddenFields = (kind: KindName): Sql[] =>
  Object.entries(KINDS[kind].fields).flatMap(([field, { hidden }]) => (hidden ? [raw(`'$.${field}'`)] : []));

/** Fields that say who holds money, or what is in whose books. */
const moneyFields = (kind: KindName): string[] =>
  Object.entries(KINDS[kind].fields).flatMap(([field, { holder }]) =>
    holder && !KINDS[kind].key.includes(field) ? [field] : [],
  );

/** Postings in books that the reader does not see are left out, a holder that it does not see is covered. */
function moneyReplaced(lens: Lens, image: Sql, kind: KindName, field: string): Sql {
  const path = raw(`'$.${field}'`);
  if (KINDS[kind].fields[field]?.posted) {
    const shown = bookSeen(lens, raw('p.value'));
    const all = sql`json_type(${image}, ${path}) = 'array'`;
    const seen = sql`(SELECT json_group_array(p.value) FROM json_each(${image}, ${path}) p WHERE ${shown})`;
    return sql`${path}, CASE WHEN ${all} THEN json(${seen}) END`;
  }
  const value = sql`json_extract(${image}, ${path})`;
  return sql`${path}, ${cover(or([sql`${value} IS NULL`, holderShown(lens, value)]), value)}`;
}

function planReplaced(lens: Lens, image: Sql): Sql {
  const plan = sql`json_extract(${image}, '$.plan')`;
  const told = whyShown(lens, sql`json_remove(${plan}, ${OWN_OF_PLAN})`, sql`json_extract(${image}, '$.org')`);
  return sql`'$.plan', CASE WHEN json_valid(${plan}) THEN ${told} ELSE ${plan} END`;
}

function ruleReplaced(lens: Lens, image: Sql, t: string): Sql {
  const rule = sql`json_extract(${image}, '$.rule')`;
  const seen = or([sql`${rule} IS NULL`, receiversShown(lens, column(t, 'target'))]);
  return sql`'$.rule', CASE WHEN ${seen} THEN json(${rule}) ELSE ${COVERED} END`;
}

/** What stands in the key is not in the image. */
const imageFields = (kind: KindName) => referencesOf(kind).filter(({ field }) => !KINDS[kind].key.includes(field));

function replaced(lens: Lens, image: Sql, { field, kinds }: ReturnType<typeof referencesOf>[number]): Sql {
  const path = raw(`'$.${field}'`);
  const value = sql`json_extract(${image}, ${path})`;
  const one = kinds.map((kind) => visibleKey(lens, kind, value));
  const seen = or([sql`${value} IS NULL`, ...one, ...(field === 'agency' ? [agencyOfClient(lens, image, value)] : [])]);
  return sql`${path}, ${cover(seen, value)}`;
}

/** Whose client one's own account is (scope.ts). */
function agencyOfClient(lens: Lens, image: Sql, agency: Sql): Sql {
  const a = lens.alias();
  const is = accountIs(a, sql`json_extract(${image}, '$.account')`);
  return sql`EXISTS (SELECT 1 FROM accounts ${raw(a)} WHERE ${is} AND ${agencySeen(lens, a, agency)})`;
}

/** The same question as of a role in the log, of places that are known: whose members the reader sees. */
export function showingRoles(session: Session, places: readonly Key[], sight: Sight): ReadonlySet<Key> {
  if (sight.scope.all) return new Set(places);
  const place = raw('p.value');
  const shown = membersShown(new Lens(sight, { point: true, exact: true }), place);
  const found = session.all<[Key]>(sql`SELECT ${place} FROM json_each(${JSON.stringify(places)}) p WHERE ${shown}`);
  return new Set(found.map(([key]) => key));
}
