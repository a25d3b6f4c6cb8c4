/** What may follow an option or stand as an argument: words that are known when a script is made, or a live question. */

import { SETTING_KEYS } from '../../config/setting-keys.ts';
import { FORMATS } from '../../domain/formats.ts';
import type { KindDef } from '../../domain/kind.ts';
import { KINDS } from '../../domain/kinds.ts';
import { FLAGS, ROLES } from '../../domain/members.ts';
import { RULES } from '../../domain/rules.ts';
import type { InputField, Schema } from '../../domain/schema.ts';
import { filterFields } from '../../domain/where.ts';
import { LISTS } from '../../operations/lists.ts';
import { RIGHTFUL_NAMES } from '../../operations/rights-of.ts';
import { allColumns } from '../columns.ts';
import type { Definition } from '../command.ts';
import { BARE, NOUNS } from '../nouns.ts';
import { TOPICS } from '../topics.ts';
import { ORG_KINDS } from './where.ts';

/** `many`: several, separated by commas, each perhaps with a sign in front. */
export type Takes =
  | { readonly type: 'nothing' | 'text' | 'file' }
  | { readonly type: 'words'; readonly words: readonly string[]; readonly many?: true }
  | { readonly type: 'live'; readonly what: string; readonly many?: true };

const TEXT: Takes = { type: 'text' };
const FILE: Takes = { type: 'file' };
const words = (list: Iterable<string>, many?: boolean): Takes => ({
  type: 'words',
  words: [...list],
  ...(many && { many: true }),
});
const live = (what: string, many?: boolean): Takes => ({ type: 'live', what, ...(many && { many: true }) });

/** Fields of these types and placeholders name records that are there. */
const LIVE_TYPES = ['account', 'org', 'unit', 'member', 'batch'];
const LIVE_METAVARS: Readonly<Record<string, string>> = {
  ACCOUNT: 'account',
  'ACCOUNT|PRODUCT': 'opened',
  ORG: 'org',
  GROUP: 'group',
  'ORG|UNIT': 'place',
  UNIT: 'unit',
  LOGIN: 'member',
  BATCH: 'batch',
  TAG: 'tag',
  PLATFORM: 'platform',
  VIEW: 'view',
  TOKEN: 'token',
  HOLDER: 'holder',
  WALLET: 'holder-wallet',
  HOLD: 'hold',
  SPLIT: 'split',
};

/** Holders of one kind. */
const HELD_BY: Readonly<Record<string, string>> = { AGENCY: 'holder-agency' };

const GLOBAL: Readonly<Record<string, Takes>> = {
  '--profile': live('profile'),
  '--db': FILE,
  '--as': live('member'),
  '--as-org': live('org'),
  '--as-client': live('account'),
  '--format': words(FORMATS),
  '--results': FILE,
  '--failed': FILE,
  '--from': FILE,
};

/** What the option of a command takes, by its long name and what help shows as its value: `wait|fail`. */
export function takesOf(definition: Definition, long: string, value = ''): Takes {
  // Words to choose from are in small letters; capitals stand for what they name.
  const known = GLOBAL[long] ?? (/^[^A-Z]+\|/.test(value) ? words(value.split('|')) : undefined);
  if (known) return known;
  if (long === '--view') return live(`view-${listedNoun(definition)}`);
  const kind = listedKind(definition);
  if (long === '--columns') return words(columnsOf(definition), true);
  const feed = definition.kind === 'change' ? definition.feed?.flag : undefined;
  if (long === `--${feed}`) return live('account', true);
  if (long === `--${feed}-from`) return FILE;
  const where = definition.kind === 'change' ? definition.where?.kind : kind?.name;
  if (where && (long === '--where' || long === `--${feed}-where`)) return live(`where-${where}`);
  if (long === '--sort' && kind) return words(filterFields(kind).keys(), true);
  const name = long.slice(2).replaceAll('-', '_');
  const field = schemasOf(definition)
    .map((schema) => schema[name])
    .find(Boolean);
  return field ? ofField(definition, name, field) : TEXT;
}

/** Whose list a command shows, or selects from. */
function listedNoun(definition: Definition): string | undefined {
  const list = definition.kind === 'change' && definition.where ? LISTS[definition.where.kind] : definition.name;
  return list?.split('.')[0];
}

function schemasOf(definition: Definition): Schema[] {
  if (definition.kind === 'query') return [definition.input, definition.rows?.schema ?? {}];
  if (definition.kind === 'change') return [definition.options, definition.row];
  return [definition.options];
}

function listedKind(definition: Definition): KindDef | undefined {
  return definition.kind === 'query' && 'kind' in definition.columns ? KINDS[definition.columns.kind] : undefined;
}

function columnsOf(definition: Definition): string[] {
  if (definition.kind !== 'query') return [];
  return ['help', ...allColumns(definition).map(({ key }) => key)];
}

function ofField(definition: Definition, name: string, field: InputField): Takes {
  const many = field.type === 'list';
  if (field.values) return words(Object.keys(field.values), many);
  if (field.type === 'file') return FILE;
  if (field.type === 'flag') return { type: 'nothing' };
  // A new record has no name yet that could be completed.
  if (definition.name.endsWith('.create') && definition.kind === 'change' && name === definition.argument) return TEXT;
  const record =
    ORG_KINDS[name] ??
    (name === 'holder' ? HELD_BY[field.metavar ?? ''] : undefined) ??
    LIVE_METAVARS[field.metavar ?? ''];
  if (LIVE_TYPES.includes(field.type)) return live(field.type === 'org' ? (record ?? 'org') : field.type);
  // The named filter of a list: a value of the field, or several.
  const filtered = listedKind(definition)?.fields[name];
  if (filtered?.values) return words(Object.keys(filtered.values), true);
  if (name === 'tags') return live('tag', true);
  switch (field.metavar) {
    case 'ROLE':
      return words(Object.keys(ROLES), many);
    case 'FLAG':
      return words(Object.keys(FLAGS), many);
    case 'KEY':
      return words(Object.keys(RULES));
    case 'OPERATION':
      return words(RIGHTFUL_NAMES, true);
    case 'COL':
    case 'A,B':
      return words(Object.keys(rowOf(definition)), true);
  }
  return record ? live(record, many || filtered !== undefined) : TEXT;
}

function rowOf(definition: Definition): Schema {
  const schema =
    definition.kind === 'change' ? definition.row : definition.kind === 'query' ? definition.rows?.schema : {};
  return Object.fromEntries(Object.entries(schema ?? {}).filter(([, field]) => !field.internal));
}

/** What stands in the places of a command, in order; the last one again and again where `rest`. */
export function placesOf(definition: Definition): { readonly places: readonly Takes[]; readonly rest: boolean } {
  if (definition.kind === 'query') {
    const { argument, first, input } = definition;
    const at = (name: string) => alone(ofField(definition, name, input[name] as InputField));
    const places = [...(first ? [at(first)] : []), ...(argument ? [at(argument.field)] : [])];
    // Behind an operation stands what it is about.
    if (argument && input[argument.field]?.metavar === 'OPERATION') places.push(live('target'));
    return { places, rest: argument?.many === true };
  }
  if (definition.kind === 'change') {
    const places: Takes[] = [];
    const { first, argument } = definition;
    if (first) {
      const makes = definition.name.endsWith('.create');
      places.push(makes ? TEXT : alone(ofField(definition, first, definition.options[first] as InputField)));
    }
    if (argument) places.push(alone(ofField(definition, argument, definition.row[argument] as InputField)));
    return { places, rest: argument !== undefined };
  }
  const names = definition.arguments.map((argument) => argument.replace(/[^\w]/g, ''));
  return {
    places: names.map((name) => ofPlace(definition.name, name)),
    rest: definition.arguments.some((argument) => argument.includes('...')),
  };
}

/** Arguments are separated by blanks, not by commas. */
function alone(takes: Takes): Takes {
  return takes.type === 'live' || takes.type === 'words' ? { ...takes, many: undefined as never } : takes;
}

function ofPlace(command: string, name: string): Takes {
  if (name === 'file') return FILE;
  if (name === 'shell') return words(['bash', 'zsh', 'fish']);
  if (name === 'words') return words([...Object.keys(TOPICS), ...Object.keys(NOUNS), ...Object.keys(BARE)]);
  if (name === 'key') return words(SETTING_KEYS);
  if (name === 'name' && command !== 'profile.add') return live('profile');
  return LIVE_TYPES.includes(name) ? live(name) : TEXT;
}
