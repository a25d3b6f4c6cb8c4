/**
 * A question's filters as the store takes them: references by any address that `inputs.md` knows, contact data by its
 * blind index. A value that names nothing the actor sees is refused with the nearest names that the actor does see:
 * what is hidden is as what does not exist (MEM-4).
 */
import { type FieldDef, type Key, type KindName, keyParts } from '../domain/kind.ts';
import { isKindName, KINDS } from '../domain/kinds.ts';
import { nearest } from '../domain/nearest.ts';
import type { Filter, Question } from '../domain/question.ts';
import { AdctlError, type Details, type Refusal } from '../domain/refusal.ts';
import { accountNamed, bareId } from '../operations/account-rows.ts';
import { addressed, loadAddresses, notFound } from '../operations/address.ts';
import { nearestSeen } from '../operations/nearest-seen.ts';
import type { ReadTx, Sight } from '../store/port.ts';
import type { VaultWhenUsed } from './vault.ts';
import { readingLoader } from './view-loader.ts';

const EQUALITY: ReadonlySet<string> = new Set(['=', '!=', 'in']);
const MOST_PLATFORMS = 100;

export async function resolve(
  tx: ReadTx,
  sight: Sight,
  whenUsed: VaultWhenUsed,
  question: Question,
): Promise<Question> {
  const kind = KINDS[question.kind];
  const filters: Filter[] = [];
  for (const filter of question.filters) {
    const def = kind.fields[filter.field];
    const texts = filter.values.map(String);
    if (def?.pii && filter.values.length > 0) {
      const vault = await whenUsed();
      const blind = texts.map((text) => vault.blind(filter.field, text));
      filters.push({ ...filter, field: `${filter.field}_bi`, values: blind });
    } else if (!def || !EQUALITY.has(filter.op)) filters.push(filter);
    else if (
      kind.key.length > 1 &&
      kind.separator === ':' &&
      filter.field === kind.key.at(-1) &&
      texts.some((text) => text.includes(':'))
    )
      filters.push(...wholeKeys(question.kind, filter, texts));
    else if (question.kind === 'entry' && filter.field === 'target')
      filters.push(await accountTargets(tx, sight, filter, texts));
    else {
      const look = lookOf(question.kind, filter.field, def);
      if (!look) filters.push(filter);
      else {
        const values: string[] = [];
        for (const text of texts) values.push(await look(tx, sight, text));
        filters.push({ ...filter, values });
      }
    }
  }
  const { holding, usableBy } = question;
  return {
    ...question,
    filters,
    ...(holding?.place !== undefined && { holding: { ...holding, place: await anyPlace(tx, sight, holding.place) } }),
    ...(usableBy !== undefined && { usableBy: await accountOf(tx, sight, usableBy, false) }),
  };
}

/** An organisation or a unit; the operator's own place is `*`. */
async function anyPlace(tx: ReadTx, sight: Sight, text: string): Promise<string> {
  if (text === '*') return text;
  const org = await placed(tx, sight, 'org', text);
  const unit = await placed(tx, sight, 'unit', text);
  // A name that several organisations have is not settled by a unit that has it too.
  for (const found of [org, unit])
    if (typeof found !== 'string' && found.refuse === 'AMBIGUOUS') throw new AdctlError(found.refuse, found.details);
  const candidates = [org, unit].filter((found) => typeof found === 'string');
  if (candidates.length > 1) throw new AdctlError('AMBIGUOUS', { value: text, candidates });
  return candidates[0] ?? placeNamed(tx, sight, text.startsWith('unit:') ? 'unit' : 'org', text);
}

/** `platform:id` where an id is asked for. */
function wholeKeys(kindName: KindName, filter: Filter, texts: readonly string[]): Filter[] {
  const kind = KINDS[kindName];
  const parts = texts.map((text) => keyParts(kind, text));
  const [first] = parts;
  const alike = parts.every((part) => part.length === kind.key.length && part[0] === first?.[0]);
  if (filter.op === '!=' || !first || !alike) {
    const reason = {
      en: 'several platforms, or none; write the ids alone, and the platform as a filter of its own',
      zh: '平台不一致；请只写账户ID，平台另用一个条件',
    };
    throw new AdctlError('WHERE_INVALID', { expression: `${filter.field} ${filter.op} ${texts.join(',')}`, reason });
  }
  const [lead = '', last = ''] = kind.key;
  return [
    { field: lead, op: '=', values: [first[0] as string] },
    { ...filter, field: last, values: parts.map((part) => part[1] as string) },
  ];
}

/** The log calls an account by its whole key; its id alone is as good. */
async function accountTargets(tx: ReadTx, sight: Sight, filter: Filter, texts: readonly string[]): Promise<Filter> {
  const ids = texts.filter((text) => /^\d+$/.test(text));
  const found = await tx.rows({ kind: 'account', by: 'id', values: ids, fields: [] }, sight);
  if (found.length === 0 || filter.op === '!=') return filter;
  return { ...filter, op: 'in', values: [...texts, ...found.filter((row) => row.visible).map(({ key }) => key)] };
}

type Look = (tx: ReadTx, sight: Sight, text: string) => Promise<string>;

function lookOf(kind: KindName, field: string, def: FieldDef): Look | undefined {
  const shown = def.shown === true && { kind, field };
  if (kind === 'account' && field === 'platform') return platformNamed;
  // The log tells who acted, also where the reader knows that member from nowhere else.
  if (kind === 'entry' || kind === 'batch') return undefined;
  if (def.ref === 'member') return async (tx, sight, text) => await memberNamed(tx, sight, text, shown);
  if (def.ref === 'account') return async (tx, sight, text) => await accountOf(tx, sight, text, shown);
  if (def.ref === 'unit') return (tx, sight, text) => placeNamed(tx, sight, 'unit', text);
  if (def.holder) return async (tx, sight, text) => await holderOf(tx, sight, text, shown);
  if (def.ref === 'org')
    return async (tx, sight, text) =>
      (field === 'agency' && (await ownAgency(tx, sight, text))) ||
      (await placeNamed(tx, sight, 'org', text, def.only));
  return undefined;
}

/** A holder by any address; what names none that the actor sees is not found (FUND-2), unless the list itself shows it. */
async function holderOf(tx: ReadTx, sight: Sight, text: string, shown: false | Shown): Promise<Key> {
  const { holderNamed, loadHolders } = await import('../operations/fund-holders.ts');
  const look = readingLoader(tx, sight);
  await loadHolders(look, [text]);
  const found = holderNamed(look.view, text);
  if (typeof found === 'string') return found;
  if (shown && found.refuse === 'NOT_FOUND' && (await isListed(tx, sight, shown, text))) return text;
  throw new AdctlError(found.refuse, { ...found.details, ...(await nearestTo(tx, sight, found)) });
}

/** A client names its agency by id though it sees no more of it. */
async function ownAgency(tx: ReadTx, sight: Sight, id: string): Promise<string | undefined> {
  if (sight.scope.all) return undefined;
  const filters = [{ field: 'agency', op: '=', values: [id] }] as const;
  return (await tx.count({ kind: 'account', columns: ['id'], filters, sort: [] }, sight)) > 0 ? id : undefined;
}

async function memberNamed(tx: ReadTx, sight: Sight, text: string, shown: false | Shown): Promise<string> {
  const [found] = await tx.rows({ kind: 'member', by: 'key', values: [text], fields: [] }, sight);
  if (found?.visible || (shown && (await isListed(tx, sight, shown, text)))) return text;
  throw await missing(tx, sight, 'member', text);
}

/** What a command may have meant that names nothing its actor sees. */
export async function nearestTo(tx: ReadTx, sight: Sight, { refuse, details }: Refusal): Promise<Details> {
  if (refuse !== 'NOT_FOUND' || !isKindName(details['record'])) return {};
  const near = await nearestSeen((question) => tx.list(question, sight), details['record'], String(details['value']));
  return near.length > 0 ? { nearest: near } : {};
}

async function placeNamed(
  tx: ReadTx,
  sight: Sight,
  kind: 'org' | 'unit',
  text: string,
  only?: FieldDef['only'],
): Promise<string> {
  const found = await placed(tx, sight, kind, text, only);
  if (typeof found === 'string') return found;
  if (found.refuse !== 'NOT_FOUND') throw new AdctlError(found.refuse, found.details);
  throw await missing(tx, sight, kind, text, only);
}

async function placed(
  tx: ReadTx,
  sight: Sight,
  kind: 'org' | 'unit',
  text: string,
  only?: FieldDef['only'],
): Promise<Key | Refusal> {
  const look = readingLoader(tx, sight);
  const wanted = only && [only];
  await loadAddresses(look, kind, [text], wanted);
  return addressed(look.view, kind, text, wanted);
}

/**
 * By its id alone, or by platform and id. `shown`: the list also names accounts that the reader sees nowhere else, such as
 * those that it asked for: these by platform and id, as they were named when they were asked for.
 */
async function accountOf(tx: ReadTx, sight: Sight, text: string, shown: false | Shown): Promise<Key> {
  const row = { id: text };
  const look = readingLoader(tx, sight);
  await look.need({ kind: 'account', by: 'id', values: [bareId(text)], fields: ['platform', 'id'] });
  const found = accountNamed(look.view, row);
  if (typeof found === 'string') return found;
  if (found.refuse !== 'NOT_FOUND' || !shown) throw new AdctlError(found.refuse, found.details);
  if (!text.includes(':')) throw new AdctlError(sight.scope.all ? found.refuse : 'ACCOUNT_UNSEEN', found.details);
  if (await isListed(tx, sight, shown, text)) return text;
  throw new AdctlError(found.refuse, found.details);
}

/** A field in which a list shows what its reader sees nowhere else. */
type Shown = { readonly kind: KindName; readonly field: string };

async function isListed(tx: ReadTx, sight: Sight, { kind, field }: Shown, text: string): Promise<boolean> {
  const filters = [{ field, op: '=', values: [text] }] as const;
  const asked: Question = { kind, columns: [field], filters, sort: [], limit: 1 };
  for await (const page of tx.list(asked, sight)) if (page.rows.length > 0) return true;
  return false;
}

/** A platform is a word that some account seen has. The known ones are found by leaping from one to the next. */
async function platformNamed(tx: ReadTx, sight: Sight, text: string): Promise<string> {
  if ((await nextPlatform(tx, sight, { field: 'platform', op: '=', values: [text] })) !== undefined) return text;
  const known: string[] = [];
  for (let last = ''; known.length < MOST_PLATFORMS; ) {
    const next = await nextPlatform(tx, sight, { field: 'platform', op: '>', values: [last] });
    if (next === undefined) break;
    known.push(next);
    last = next;
  }
  throw new AdctlError('NOT_FOUND', {
    kind: { en: 'platform', zh: '平台' },
    value: text,
    nearest: nearest(text, known).length > 0 ? nearest(text, known) : known.slice(0, 5),
  });
}

async function nextPlatform(tx: ReadTx, sight: Sight, filter: Filter): Promise<string | undefined> {
  const question: Question = {
    kind: 'account',
    columns: ['platform'],
    filters: [filter],
    sort: ['platform'],
    limit: 1,
  };
  for await (const page of tx.list(question, sight)) return String(page.rows[0]?.[0]);
  return undefined;
}

async function missing(tx: ReadTx, sight: Sight, kind: KindName, text: string, only?: FieldDef['only']) {
  const { refuse, details } = notFound(kind, text);
  return new AdctlError(refuse, {
    ...details,
    nearest: await nearestSeen((question) => tx.list(question, sight), kind, text, only),
  });
}
