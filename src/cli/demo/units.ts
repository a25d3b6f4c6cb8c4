/** The eight business units: of entities and of groups. Which account goes where is decided by the account's number. */
import { ENTITIES } from './names.ts';

export type DemoUnit = {
  readonly id: string;
  readonly name: string;
  readonly org: string;
  readonly track: string;
  readonly note?: string;
};

export const UNITS: readonly DemoUnit[] = [
  { id: 'u_huadong', name: '华东大区', org: 'e_gree', track: '家电', note: '上海、江苏、浙江、安徽' },
  { id: 'u_huanan', name: '华南大区', org: 'e_gree', track: '家电', note: '广东、广西、海南' },
  { id: 'u_kitchen', name: '厨房电器', org: 'g_huaxia', track: '家电' },
  { id: 'u_drinks', name: '酒水饮料', org: 'g_huaxia', track: '食品' },
  { id: 'u_games_east', name: '游戏华东', org: 'g_dongfang', track: '游戏' },
  { id: 'u_games_new', name: '新游发行', org: 'e_sanqi', track: '游戏' },
  { id: 'u_homes', name: '新盘营销', org: 'g_nanfang', track: '地产' },
  { id: 'u_ev', name: '新能源整车', org: 'e_byd', track: '汽车' },
];

/** Units come from the first accounts only: creating one is a single transaction, whatever the size of the demo. */
const FROM_FIRST = 20_000;

/** The entities that a group unit takes accounts of, by industry. */
const GROUP_UNITS: Readonly<Record<string, readonly string[]>> = {
  u_kitchen: ['厨房电器', '调味品'],
  u_drinks: ['酒类', '乳制品'],
  u_games_east: ['游戏'],
  u_homes: ['房地产'],
};

const INDUSTRIES: ReadonlyMap<string, { readonly industry: string; readonly group: string | undefined }> = new Map(
  ENTITIES.map(({ id, industry, group }) => [id, { industry, group }]),
);

/** `draw` is the account's own number from 0 to below 1. */
export function unitFor(index: number, entity: string | undefined, region: string, draw: number): string | undefined {
  const found = entity === undefined ? undefined : INDUSTRIES.get(entity);
  if (index >= FROM_FIRST || !found) return undefined;
  if (entity === 'e_gree') {
    if (region === '华东') return draw < 0.7 ? 'u_huadong' : undefined;
    return region === '华南' && draw < 0.7 ? 'u_huanan' : undefined;
  }
  if (entity === 'e_byd') return draw < 0.5 ? 'u_ev' : undefined;
  if (entity === 'e_sanqi' && draw < 0.4) return 'u_games_new';
  const group = UNITS.find(({ id, org }) => org === found.group && GROUP_UNITS[id]?.includes(found.industry));
  return group && draw < 0.6 ? group.id : undefined;
}
