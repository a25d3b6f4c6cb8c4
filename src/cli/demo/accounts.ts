/**
 * The accounts of the demo. Each is made of the seed and its number alone, so that a million of them need no memory
 * and other parts (units, claims, the first acts) can look at one without making the others.
 */
import type { RawRow } from '../../domain/schema.ts';
import { AGENCY_TEAM, teamOf } from './members.ts';
import { AGENCY, BUDGETS, CHANNELS, type DemoEntity, ENTITIES, MAIN_ENTITY, NOTES, REGIONS, TAGS } from './names.ts';
import { type Random, randomOf } from './random.ts';
import { unitFor } from './units.ts';

type Platform = keyof typeof CHANNELS;
export type DemoAccount = {
  readonly platform: Platform;
  readonly id: string;
  readonly entity: string | undefined;
  readonly client: boolean;
  readonly status: string;
  readonly manager: string | undefined;
  readonly unit: string | undefined;
  /** The same id exists on another platform, if the demo is large enough. */
  readonly twice: boolean;
  /** Kept for what members do in the demo's own history: not in the claim file. */
  readonly early: boolean;
  /** As a row of `accounts import`. */
  readonly cells: Readonly<Record<string, string>>;
};

const ACCOUNTS_SALT = 11;
/** The agency has three clients in every twenty of the first accounts: 3,000 of 20,000. */
const CLIENTS_AMONG = 20_000;
const CLIENT_SLOTS: ReadonlySet<number> = new Set([4, 11, 17]);
const WITHOUT_ENTITY = 0.01;
const MANAGED = 0.15;
const EARLY_EVERY = 50;

/** Half of the accounts on tencent, three tenths on alipay, two on ocean. */
const PLATFORM_OF: readonly (readonly [Platform, number])[] = [
  ['tencent', 0],
  ['tencent', 1],
  ['alipay', 0],
  ['tencent', 2],
  ['ocean', 0],
  ['tencent', 3],
  ['alipay', 1],
  ['tencent', 4],
  ['alipay', 2],
  ['ocean', 1],
];
const PER_TEN: Readonly<Record<Platform, number>> = { tencent: 5, alipay: 3, ocean: 2 };

const tencentId = (ordinal: number): string => String(20_000_001 + ordinal);
const TWICE_EVERY = 100;
const ZEROS_EVERY = 40;

function idOf(platform: Platform, ordinal: number): string {
  if (platform === 'tencent') return tencentId(ordinal);
  if (platform === 'ocean') {
    if (ordinal % TWICE_EVERY === 7) return tencentId(ordinal);
    return `773${String(ordinal + 1).padStart(14, '0')}`;
  }
  if (ordinal % ZEROS_EVERY === 3) return `00${31_000_001 + ordinal}`;
  return `2088${String(ordinal + 1).padStart(12, '0')}`;
}

const TOTAL_WEIGHT = ENTITIES.reduce((sum, { weight }) => sum + weight, 0);

function entityOf(random: Random): DemoEntity {
  let left = random.integer(TOTAL_WEIGHT);
  for (const entity of ENTITIES) if ((left -= entity.weight) < 0) return entity;
  throw new Error('weights do not sum up');
}

function statusOf(random: Random): string {
  const draw = random.next();
  if (draw < 0.93) return 'active';
  if (draw < 0.97) return 'suspended';
  return draw < 0.985 ? 'pending_review' : 'closed';
}

export function accountAt(seed: number, index: number): DemoAccount {
  const random = randomOf(seed, ACCOUNTS_SALT, index);
  const [platform, place] = PLATFORM_OF[index % 10] as readonly [Platform, number];
  const ordinal = Math.floor(index / 10) * PER_TEN[platform] + place;
  const id = idOf(platform, ordinal);
  const main = ENTITIES.find((entity) => entity.id === MAIN_ENTITY);
  const drawn = random.chance(WITHOUT_ENTITY) ? undefined : entityOf(random);
  const entity = index === 0 ? main : drawn;
  const region = random.pick(REGIONS);
  const drawnStatus = statusOf(random);
  const status = index === 0 ? 'active' : drawnStatus;
  const client = index < CLIENTS_AMONG && CLIENT_SLOTS.has(index % 20);
  const early = index % EARLY_EVERY === 11;
  const team = client ? AGENCY_TEAM : entity ? teamOf(entity.id) : [];
  const managed = random.chance(MANAGED) && index > 0 && !early && status !== 'closed' && team.length > 0;
  const manager = managed ? random.pick(team) : undefined;
  const unit = status === 'closed' ? undefined : unitFor(index, entity?.id, region, random.next());
  const twice = id.length === 8 && ordinal % TWICE_EVERY === 7;
  const cells = {
    platform,
    id,
    kind: client ? 'sub_client' : 'direct',
    ...wordsOf(random, platform, ordinal, entity, region),
    ...(entity && { entity: entity.id, industry: entity.industry }),
    ...(client && { agency: AGENCY.id }),
    ...(manager && { manager }),
    ...(platform === 'alipay' && { pid: `2088${String(900_000_000_001 + ordinal)}` }),
    status,
    ...moneyOf(random, platform),
    ...(random.chance(0.25) && { tags: tagsOf(random) }),
    ...(random.chance(0.05) && { note: random.pick(NOTES) }),
  };
  return { platform, id, entity: entity?.id, client, status, manager, unit, twice, early, cells };
}

function wordsOf(random: Random, platform: Platform, ordinal: number, entity: DemoEntity | undefined, region: string) {
  const serial = String(ordinal + 1).padStart(5, '0');
  const product = entity ? random.pick(entity.products) : '待归属';
  const login = `${entity ? entity.id.slice(2) : 'new'}_${platform}_${serial}`;
  return {
    name: [entity?.brand ?? '个人', product, region, random.pick(CHANNELS[platform]), serial].join('-'),
    login,
    ...(random.chance(0.2) && { email: `${login}@example.com` }),
  };
}

/** Few accounts abroad are paid in another currency; a budget without limit is the exception too. */
function moneyOf(random: Random, platform: Platform): Record<string, string> {
  const daily_budget = random.chance(0.12) ? 'unlimited' : random.pick(BUDGETS);
  const abroad = random.chance(0.01) && platform === 'ocean';
  return abroad ? { daily_budget, currency: 'USD', time_zone: 'America/Los_Angeles' } : { daily_budget };
}

function tagsOf(random: Random): string {
  const first = random.pick(TAGS);
  const second = random.pick(TAGS);
  return random.chance(0.3) && second !== first ? `${first},${second}` : first;
}

const CHUNK = 1_000;

/** Rows of `accounts import`, in chunks. */
export async function* accountRows(seed: number, count: number): AsyncGenerator<RawRow[]> {
  for (let from = 0; from < count; from += CHUNK) {
    yield Array.from({ length: Math.min(CHUNK, count - from) }, (_, i) => ({
      row: from + i + 1,
      cells: accountAt(seed, from + i).cells,
    }));
  }
}

/** The accounts that pass, in order, until there are enough. */
export function accountsWhere(
  seed: number,
  count: number,
  most: number,
  passes: (account: DemoAccount) => boolean,
): DemoAccount[] {
  const found: DemoAccount[] = [];
  for (let index = 0; index < count && found.length < most; index++) {
    const account = accountAt(seed, index);
    if (passes(account)) found.push(account);
  }
  return found;
}
