import { FLAGS, memberKind, ROLES } from '../../domain/members.ts';
import { nearest } from '../../domain/nearest.ts';
import type { Filter } from '../../domain/question.ts';
import { AdctlError } from '../../domain/refusal.ts';
import { flagNamed, roleNamed } from '../../domain/rights.ts';
import { defineList, filterFlag } from '../listing.ts';

/** Roles and flags by letters, long name or label, several separated by commas. */
function rolesNamed(text: string): string[] {
  return text.split(/[,，]/).map((part) => {
    const word = part.trim();
    const labelled = Object.entries({ ...ROLES, ...FLAGS }).find(
      ([, label]) => label.zh === word || label.en === word.toLowerCase(),
    )?.[0];
    const role = roleNamed(word) ?? flagNamed(word) ?? labelled;
    if (role !== undefined) return role;
    const words = [...Object.keys(ROLES), ...Object.keys(FLAGS)];
    const long = Object.values(ROLES).map((label) => label.long);
    throw new AdctlError('VALUE_INVALID', {
      field: { en: 'role', zh: '角色' },
      value: word,
      expected: words,
      nearest: nearest(word, [...words, ...long]),
    });
  });
}

export const listMembers = defineList({
  name: 'members.list',
  summary: { en: 'List members', zh: '列出成员' },
  kind: 'member',
  right: 'member.read',
  reveals: true,
  filters: {
    status: filterFlag(memberKind, 'status'),
    role: {
      type: 'text',
      label: { en: 'role', zh: '角色' },
      help: {
        en: 'only who holds this role or flag (several: a,b, or repeated)',
        zh: '只看持有该角色或标记的成员（多个用逗号分隔或重复）',
      },
      metavar: 'ROLE',
      repeats: ',',
    },
    org: {
      type: 'text',
      label: { en: 'organisation or unit', zh: '组织或业务单元' },
      help: { en: 'only who holds a role there', zh: '只看在该组织或业务单元任职的成员' },
      metavar: 'ORG|UNIT',
    },
    verified: {
      type: 'flag',
      label: { en: 'verified', zh: '已实名' },
      help: { en: 'only verified members', zh: '只看已实名成员' },
    },
    unverified: {
      type: 'flag',
      label: { en: 'unverified', zh: '未实名' },
      help: { en: 'only unverified members', zh: '只看未实名成员' },
    },
  },
  named: { status: 'status' },
  more(input) {
    const filters: Filter[] = [];
    if (input.verified) filters.push({ field: 'verified', op: 'not_empty', values: [] });
    if (input.unverified) filters.push({ field: 'verified', op: 'empty', values: [] });
    const { role, org } = input;
    if (role === undefined && org === undefined) return { filters };
    const holding = {
      ...(role !== undefined && { roles: rolesNamed(role) }),
      ...(org !== undefined && { place: org }),
    };
    return { filters, holding };
  },
  examples: [
    { command: 'adctl members list --role eP', does: { en: 'principal admins of entities', zh: '主体主管理员' } },
    { command: 'adctl members list --unverified', does: { en: 'who is not verified yet', zh: '未实名的成员' } },
  ],
});
