/** Organisations of the demo as rows of `orgs import`. */
import { creditCodeCheck } from '../../domain/licence.ts';
import { AGENCY, ENTITIES, GROUPS } from './names.ts';

/** Who is made principal admin with the organisation; the others have none, as it often is. */
const PRINCIPALS: Readonly<Record<string, string>> = {
  g_huaxia: 'zhao.min',
  g_dongfang: 'qian.feng',
  g_nanfang: 'zhou.jie',
  e_gree: 'dong.mei',
  e_midea: 'fang.hong',
  e_haier: 'fang.hong',
  e_sanqi: 'li.wei',
  e_vanke: 'yu.liang',
  e_byd: 'chen.jing',
  e_catl: 'chen.jing',
  e_hengrui: 'chen.jing',
  e_bluefocus: 'cao.yang',
  a_bluefocus: 'cao.yang',
};

/** The body is made up (no register gives out DEM…); the check character is right. */
function licenceOf(region: string, ordinal: number): string {
  const body = `91${region}DEMA${String(ordinal).padStart(5, '0')}`;
  return body + creditCodeCheck(body);
}

export function orgRows(): Record<string, string>[] {
  const named = (row: Record<string, string>): Record<string, string> => {
    const principal = PRINCIPALS[row['id'] as string];
    return principal ? { ...row, principal } : row;
  };
  return [
    ...GROUPS.map((group) => named({ kind: 'group', ...group })),
    ...ENTITIES.map(({ id, name, group, region }, i) =>
      named({ kind: 'entity', id, name, licence: licenceOf(region, i + 1), ...(group && { group }) }),
    ),
    named({ kind: 'agency', ...AGENCY }),
  ];
}

/** Who holds a principal role where, for those who want to know before there is a state. */
export function principalRoles(): {
  readonly login: string;
  readonly role: 'gP' | 'eP' | 'aM';
  readonly place: string;
}[] {
  const roles = { g: 'gP', e: 'eP', a: 'aM' } as const;
  return Object.entries(PRINCIPALS).map(([place, login]) => ({ login, role: roles[place[0] as 'g'], place }));
}
