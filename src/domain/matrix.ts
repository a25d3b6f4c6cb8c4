/** The rights table as it is printed (MEM-3): a mark for each right and role. */
import { FLAGS, ROLES } from './members.ts';
import { BOUND_ROLES, type CellRule, cellsOf, type Right } from './rights.ts';

/** `yes`: within what the role sees; `own`: with a relation to it, or one's own record; `manages`: of an account that one
 * manages; `vacant`: where nobody administers. */
export const MARKS = {
  yes: { en: 'yes', zh: '是' },
  own: { en: 'own', zh: '本人' },
  bound: { en: 'bound', zh: '绑定' },
  manages: { en: 'manages', zh: '管理' },
  vacant: { en: 'vacant', zh: '空缺' },
  verified: { en: 'verified', zh: '实名' },
  '–': { en: '–', zh: '无' },
} as const;
export type Mark = keyof typeof MARKS;

/** Roles, then flags, then a member without either. */
export const MATRIX_COLUMNS = [...Object.keys(ROLES), ...Object.keys(FLAGS), 'member'] as const;

/** Every cell of a right, those that ask for more than the role with their mark: `eA`, `eC:own`, `op:vacant`. */
export function markedCells(right: Right): string[] {
  return cellsOf(right).map(({ role }) => {
    const mark = markOf(right, role);
    return mark === 'yes' ? role : `${role}:${mark}`;
  });
}

export function markOf(right: Right, role: string): Mark {
  const cells = cellsOf(right);
  const cell = cells.find((one) => one.role === role);
  if (cell) {
    if (BOUND_ROLES.has(role)) return 'bound';
    return cell.vacant ? 'vacant' : ownMark(cell);
  }
  const anybody = cells.find((one) => one.role === 'everybody');
  if (anybody) return ownMark(anybody);
  return cells.some((one) => one.role === 'verified') ? 'verified' : '–';
}

function ownMark({ own, manages }: CellRule): Mark {
  if (manages) return 'manages';
  return own ? 'own' : 'yes';
}
