/**
 * `adctl __complete WHAT START [WORDS…]`: what the completion scripts ask while somebody types. One candidate a line, a
 * tab, what it is. It reads in the actor's scope through the same queries as every list, writes nothing, makes no
 * state, and says nothing where it fails. WORDS are the line so far: the state and the actor are named there.
 */
import { configDir } from '../../config/paths.ts';
import { DEFAULT_PROFILE, type Profile, type ProfileFile, readProfiles } from '../../config/profile-file.ts';
import { type Resolved, resolveSettings } from '../../config/settings.ts';
import type { Cell } from '../../domain/question.ts';
import type { Lang } from '../../domain/text.ts';
import type { Link } from '../../execution/link.ts';
import { plain } from '../../render/plain.ts';
import { type Io, put } from '../io.ts';
import { narrowOf } from '../narrow.ts';
import type { Candidate } from './where.ts';

const MOST = 100;
const TAGGED = 200;

/** A state that is opened to look at it, and for nothing else. */
export type Looked = Pick<Link, 'query' | 'close'>;
export type Look = {
  readonly file: (file: string, clock: () => number) => Promise<Looked>;
  readonly server: (url: string, token: string, env: CompletingIo['env']) => Promise<Looked>;
};

/** Whoever presses Tab waits for a server no longer, whatever is left to ask. */
const PATIENCE_MS = 1_500;
/** Nothing is read, and nothing said but candidates: the other streams are not even loaded. */
export type CompletingIo = Pick<Io, 'env' | 'stdout' | 'clock'>;
/** What candidates are asked of. */
type Asked = { readonly profiles: ProfileFile; readonly lang: Lang; readonly ask: Ask };

export async function complete(argv: readonly string[], io: CompletingIo, look: Look): Promise<number> {
  const [asked = '', start = '', ...words] = argv;
  const many = asked.endsWith(',');
  const what = many ? asked.slice(0, -1) : asked;
  let link: Looked | undefined;
  try {
    const profiles = await readProfiles(configDir(io.env));
    const settings = resolveSettings(globalsOf(words), io.env, profiles);
    const { values } = settings;
    const signal = values.url === undefined ? undefined : AbortSignal.timeout(PATIENCE_MS);
    const ask: Ask = async (operation, input) => {
      link ??= await opened(settings, io, look);
      // No date is asked for, and finding the machine's zone costs a fifth of a start.
      const actor = values.url === undefined ? (values.as ?? 'owner') : '';
      const pages = link.query({ operation, input, actor, narrow: narrowOf(values), tz: 'UTC' }, signal);
      const first = await pages.next();
      // The rest is not asked for: at its limit a list would count what it left out.
      await pages.return({});
      return first.done ? [] : first.value.rows;
    };
    const found = await before(signal, candidates({ profiles, lang: values.lang, ask }, what, start));
    // In a list a comma ends the value.
    const fitting = found.filter(([value]) => plain(value) === value && !(many && /[,，;；|]/.test(value)));
    const lines = fitting.slice(0, MOST).map(([value, text]) => `${value}\t${plain(text)}\n`);
    await put(io.stdout, lines.join(''));
  } catch {
    // Whoever types needs no message in the middle of a line; the command itself will say what is wrong.
  } finally {
    link?.close();
  }
  return 0;
}

async function opened(settings: Resolved, { env, clock }: CompletingIo, look: Look): Promise<Looked> {
  const { db, url } = settings.values;
  if (url === undefined) return await look.file(db as string, clock);
  const { findToken } = await import('../server-token.ts');
  return await look.server(url, (await findToken(settings, env, url)).token, env);
}

async function before<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  if (!signal) return await work;
  const late = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  return await Promise.race([work, late]);
}

const stateOf = (profile: Profile | undefined): string => String(profile?.['url'] ?? profile?.['db'] ?? '');

export type Ask = (
  operation: string,
  input: Readonly<Record<string, unknown>>,
) => Promise<readonly (readonly Cell[])[]>;

async function candidates(asked: Asked, what: string, start: string): Promise<Candidate[]> {
  if (!what.startsWith('where-')) return await live(asked, what, start);
  const { whereCandidates } = await import('./where.ts');
  return await whereCandidates(asked.lang, what.slice('where-'.length), start, (kind, text) => live(asked, kind, text));
}

async function live(asked: Asked, what: string, start: string): Promise<Candidate[]> {
  const { profiles: kept, ask } = asked;
  if (what === 'view' || what.startsWith('view-')) return await views(ask, what.slice('view-'.length), start);
  if (what.startsWith('holder')) {
    const { holders } = await import('./holders.ts');
    return await holders(ask, what.slice('holder-'.length), start, (kind) => live(asked, kind, start));
  }
  switch (what) {
    case 'account':
      return await accounts(ask, start);
    case 'opened':
      return [...(await accounts(ask, start)), ...(await products(asked, start))];
    case 'org':
      return await named(ask, 'orgs.list', 'kind', start);
    case 'entity':
    case 'group':
    case 'agency':
      return await named(ask, 'orgs.list', 'kind', start, [`kind = ${what}`]);
    case 'place':
      return [
        ...(await named(ask, 'orgs.list', 'kind', start)),
        ...(await named(ask, 'units.list', 'type', start)),
      ].toSorted(([a], [b]) => (a < b ? -1 : 1));
    case 'unit':
      return await named(ask, 'units.list', 'type', start);
    case 'member': {
      const input = { where: [...between('login', start), 'status = active'], columns: ['login', 'name'], limit: MOST };
      return (await ask('members.list', input)).map(([login, name]) => [String(login), String(name ?? '')]);
    }
    case 'batch': {
      const columns = ['id', 'operation', 'state', 'ok'];
      const rows = await ask('batches.list', { where: between('id', start), columns, limit: MOST });
      return rows.map(([id, ...rest]) => [String(id), rest.join(' · ')]);
    }
    case 'token': {
      const input = {
        where: [...between('id', start), 'state = active'],
        columns: ['id', 'name', 'member'],
        limit: MOST,
      };
      return (await ask('tokens.list', input)).map(([id, ...rest]) => [String(id), rest.join(' · ')]);
    }
    case 'hold':
    case 'split':
      return await sums(ask, what, start);
    case 'platform':
      return await platforms(ask, start);
    case 'target':
      return await targets(asked, start);
    case 'tag':
      return await tags(ask, start);
    case 'profile': {
      const { profiles } = kept;
      const names = [...new Set([DEFAULT_PROFILE, ...Object.keys(profiles)])];
      return names.filter((name) => name.startsWith(start)).map((name) => [name, stateOf(profiles[name])]);
    }
    default:
      return [];
  }
}

/** From the start of a text to the last one that begins so, as two filters that an index serves. */
export function between(field: string, start: string): string[] {
  return start === '' ? [] : [`${field} >= "${start}"`, `${field} < "${start}\u{10ffff}"`];
}

/** By id, or by `platform:id`. An id of several platforms is offered once, with their names beside it. */
async function accounts(ask: Ask, start: string): Promise<Candidate[]> {
  const colon = start.indexOf(':');
  const platform = colon < 0 ? undefined : start.slice(0, colon);
  const where = [...(platform ? [`platform = "${platform}"`] : []), ...between('id', start.slice(colon + 1))];
  const columns = ['id', 'platform', 'name', 'status'];
  const rows = await ask('accounts.list', { where, columns, sort: 'id', limit: MOST });
  const found = new Map<string, string[]>();
  for (const [id, on, name, status] of rows) {
    const key = platform === undefined ? String(id) : `${on}:${id}`;
    found.set(key, [...(found.get(key) ?? []), `${on} · ${name ?? ''} · ${status}`]);
  }
  return [...found].map(([key, texts]) => [key, texts.join(' | ')]);
}

/** What else `accounts open` leads to. */
async function products({ lang }: Pick<Asked, 'lang'>, start: string): Promise<Candidate[]> {
  const { PRODUCTS } = await import('../../domain/platforms.ts');
  return Object.entries(PRODUCTS)
    .filter(([key]) => key.startsWith(start))
    .map(([key, { name }]) => [key, name[lang]]);
}

/** Organisations and units: by name, by id, and by id alone where a name stands for several. */
async function named(
  ask: Ask,
  operation: string,
  sort: string,
  start: string,
  of: readonly string[] = [],
): Promise<Candidate[]> {
  const columns = ['id', 'name', sort];
  const byName = await ask(operation, {
    where: [...of, ...between('name', start)],
    columns,
    sort: 'name',
    limit: MOST,
  });
  // Ids are ASCII: a name in Chinese is the start of none.
  const byId = !/^[\w-]+$/.test(start)
    ? []
    : await ask(operation, { where: [...of, ...between('id', start)], columns, limit: MOST });
  const found = new Map<string, string>();
  const times = new Map<Cell, number>();
  for (const [, name] of byName) if (name !== undefined) times.set(name, (times.get(name) ?? 0) + 1);
  for (const [id, name, type] of byName) {
    if (name !== null && name !== undefined && times.get(name) === 1) found.set(String(name), `${id} · ${type}`);
    else found.set(String(id), `${name ?? ''} · ${type}`);
  }
  for (const [id, name, type] of byId) found.set(String(id), `${name ?? ''} · ${type}`);
  return [...found];
}

/** Of one list by name; of all by `NOUN/NAME` where several have a view of that name. */
async function views(ask: Ask, noun: string, start: string): Promise<Candidate[]> {
  const where = noun ? [`noun = ${noun}`] : [];
  const rows = await ask('views.list', { where, columns: ['name', 'noun', 'command'], limit: MOST });
  const times = new Map<Cell, number>();
  for (const [name = null] of rows) times.set(name, (times.get(name) ?? 0) + 1);
  return rows
    .map(([name = null, of, command]) => [times.get(name) === 1 ? `${name}` : `${of}/${name}`, `${command}`] as const)
    .filter(([name]) => name.startsWith(start));
}

/** Open holds and splits: who pays how much. */
async function sums(ask: Ask, what: 'hold' | 'split', start: string): Promise<Candidate[]> {
  const where = [...between('id', start), ...(what === 'hold' ? ['state = open'] : [])];
  const columns = ['id', 'payer', 'amount', 'currency'];
  const rows = await ask(`funds.${what}s`, { where, columns, limit: MOST });
  return rows.map(([id, ...rest]) => [String(id), rest.join(' · ')]);
}

/** From each platform to the next one: few queries, however many accounts there are. */
async function platforms(ask: Ask, start: string): Promise<Candidate[]> {
  const found: string[] = [];
  for (let last = ''; found.length < MOST; last = found.at(-1) as string) {
    const where = [...between('platform', start), ...(last === '' ? [] : [`platform > "${last}"`])];
    const [next] = await ask('accounts.list', { where, columns: ['platform'], sort: 'platform', limit: 1 });
    if (!next) break;
    found.push(String(next[0]));
  }
  return found.map((platform) => [platform, '']);
}

/** What an operation may be about; nothing is offered before something is typed. */
async function targets(asked: Asked, start: string): Promise<Candidate[]> {
  if (start === '') return [];
  const kinds = /^\d|:/.test(start) ? ['account'] : ['place', 'member'];
  const found: Candidate[] = [];
  for (const kind of kinds) found.push(...(await live(asked, kind, start)));
  return found;
}

/** The tags of the first tagged accounts that the actor sees: most tags are on many. */
async function tags(ask: Ask, start: string): Promise<Candidate[]> {
  const rows = await ask('accounts.list', { where: ['tags is not empty'], columns: ['tags'], limit: TAGGED });
  const found = new Set(rows.flatMap(([list]) => (Array.isArray(list) ? list.map(String) : [])));
  return [...found]
    .filter((tag) => tag.startsWith(start))
    .toSorted()
    .map((tag) => [tag, '']);
}

const GLOBALS: Readonly<Record<string, string>> = {
  '--profile': 'profile',
  '--db': 'db',
  '--url': 'url',
  '--as': 'as',
  '--lang': 'lang',
};

/** The state, the actor and the language that the line names. */
function globalsOf(words: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  words.forEach((word, i) => {
    const at = word.indexOf('=');
    const key = GLOBALS[at < 0 ? word : word.slice(0, at)];
    const value = at < 0 ? words[i + 1] : word.slice(at + 1);
    if (key !== undefined && value !== undefined) found[key] = value;
  });
  return found;
}
