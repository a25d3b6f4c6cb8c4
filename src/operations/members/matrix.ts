import { MARKS, MATRIX_COLUMNS, markOf } from '../../domain/matrix.ts';
import { FLAGS, ROLES } from '../../domain/members.ts';
import { nearest } from '../../domain/nearest.ts';
import type { Cell } from '../../domain/question.ts';
import { AdctlError } from '../../domain/refusal.ts';
import { RIGHT_LABELS } from '../../domain/right-labels.ts';
import { flagNamed, RIGHTS, type Right, roleNamed } from '../../domain/rights.ts';
import { type ColumnDef, defineQuery } from '../define.ts';
import { calledOf, RIGHTFUL_NAMES, rightfulNamed, rightsOf } from '../rights-of.ts';

const RIGHT_NAMES = Object.keys(RIGHTS) as Right[];
/** A right's label is its own key in English, so that either language finds it. */
const MEANINGS = Object.fromEntries(RIGHT_NAMES.map((right) => [RIGHT_LABELS[right].en, RIGHT_LABELS[right]]));
const ROLE_COUNT = Object.keys(ROLES).length;
const MEMBER = { en: 'without role', zh: '无角色成员' };
const labelOf = (role: string) => ({ ...ROLES, ...FLAGS, member: MEMBER })[role as keyof typeof ROLES] ?? MEMBER;

const COLUMNS: readonly ColumnDef[] = [
  { key: 'right', type: 'text', label: { en: 'Right', zh: '权限' } },
  { key: 'meaning', type: 'enum', values: MEANINGS, label: { en: 'Meaning', zh: '含义' } },
  ...MATRIX_COLUMNS.map((role): ColumnDef => {
    const { en, zh } = labelOf(role);
    return { key: role, type: 'enum', values: MARKS, label: { en, zh } };
  }),
  { key: 'operations', type: 'list', label: { en: 'Operations', zh: '操作' } },
];

/** What a terminal leaves out first: flags and roles of the few, each of which `--role` shows. */
const OPTIONAL = [
  'operations',
  ...Object.keys(FLAGS).toReversed(),
  'meaning',
  ...MATRIX_COLUMNS.slice(0, ROLE_COUNT).toReversed(),
  'member',
];

/** The roles and flags asked for, in their letters. */
function chosen(role: readonly string[] | undefined): readonly string[] {
  return (role ?? []).map((text) => {
    const name = roleNamed(text) ?? flagNamed(text);
    if (name) return name;
    const field = { en: 'role', zh: '角色' };
    const known = [...Object.keys(ROLES), ...Object.keys(FLAGS)];
    throw new AdctlError('VALUE_INVALID', { field, value: text, expected: known, nearest: nearest(text, known) });
  });
}

export const matrixMembers = defineQuery({
  kind: 'query',
  name: 'members.matrix',
  summary: { en: 'Which role may do what', zh: '角色权限表' },
  input: {
    role: {
      type: 'list',
      label: { en: 'role', zh: '角色' },
      help: { en: 'only what these roles or flags may do', zh: '只看这些角色或标记拥有的权限' },
      metavar: 'ROLE',
    },
    operation: {
      type: 'text',
      label: { en: 'operation', zh: '操作' },
      help: { en: 'only the rights of this operation', zh: '只看该操作所需的权限' },
      metavar: 'OPERATION',
    },
  },
  columns: { columns: COLUMNS, optional: OPTIONAL },
  shown: ({ role }) => {
    const roles = chosen(role);
    const others = (key: string) => roles.length > 0 && MATRIX_COLUMNS.includes(key as never) && !roles.includes(key);
    return COLUMNS.map(({ key }) => key).filter((key) => !others(key));
  },
  right: 'matrix.show',
  scope: { none: { en: 'the table is the same for everybody', zh: '权限表对所有人相同' } },
  examples: [
    { command: 'adctl members matrix --format csv', does: { en: 'the whole table', zh: '整张权限表' } },
    {
      command: 'adctl members matrix --role eA --role eC',
      does: { en: 'what two roles may do', zh: '两个角色的权限' },
    },
    {
      command: 'adctl members matrix --operation accounts.claim --columns right,gA,eA,eC,uA',
      does: { en: 'who may claim', zh: '谁可以认领' },
    },
  ],
  async *run(_tx, _ctx, input) {
    const roles = chosen(input.role);
    const called = input.operation === undefined ? undefined : await calledOf([input.operation]);
    const asked = called && rightsOf(called.op);
    const users = new Map<Right, string[]>();
    for (const name of RIGHTFUL_NAMES)
      for (const right of rightsOf(await rightfulNamed(name))) users.set(right, [...(users.get(right) ?? []), name]);
    const rows = RIGHT_NAMES.map((right) => ({ right, names: users.get(right) ?? [] }))
      .filter(({ right }) => asked === undefined || asked.includes(right))
      .filter(({ right }) => roles.length === 0 || roles.some((role) => markOf(right, role) !== '–'))
      .map(({ right, names }): Cell[] => [
        right,
        RIGHT_LABELS[right].en,
        ...MATRIX_COLUMNS.map((role) => markOf(right, role)),
        names,
      ]);
    yield { columns: COLUMNS.map(({ key }) => key), rows };
    return {};
  },
});
