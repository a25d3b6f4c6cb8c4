import { describe, expect, it } from 'vitest';
import { accountAt, accountRows, type DemoAccount } from '../../src/cli/demo/accounts.ts';
import { claimRows, claimsFile } from '../../src/cli/demo/claims.ts';
import { CLAIMER, grantRows, memberRows, teamOf, UNVERIFIED } from '../../src/cli/demo/members.ts';
import { ENTITIES, MAIN_ENTITY } from '../../src/cli/demo/names.ts';
import { orgRows, principalRoles } from '../../src/cli/demo/orgs.ts';
import { randomOf, ulidOf } from '../../src/cli/demo/random.ts';
import { stepsOf } from '../../src/cli/demo/steps.ts';
import { UNITS } from '../../src/cli/demo/units.ts';
import { checkCreditCode } from '../../src/domain/licence.ts';
import { FLAGS, ROLES } from '../../src/domain/members.ts';
import { accountRef, trim } from '../../src/domain/parse.ts';

const SEED = 1;
const FULL = 20_000;

function accountsOf(seed: number, count: number): DemoAccount[] {
  return Array.from({ length: count }, (_, index) => accountAt(seed, index));
}

const full = accountsOf(SEED, FULL);
const keyOf = ({ platform, id }: DemoAccount): string => `${platform}:${id}`;

describe('the seed decides', () => {
  it('gives the same rows, claims and batches again', async () => {
    const rows = async (seed: number) => {
      const all: unknown[] = [];
      for (const step of stepsOf(seed, 1_500)) for await (const chunk of step.rows()) all.push([step.operation, chunk]);
      return JSON.stringify(all);
    };
    expect(await rows(SEED)).toBe(await rows(SEED));
    expect(await rows(SEED)).not.toBe(await rows(2));
    expect(claimsFile(claimRows(SEED, 1_500)).equals(claimsFile(claimRows(SEED, 1_500)))).toBe(true);
  });

  it('makes an account alike in a small and in a large demo', async () => {
    for await (const chunk of accountRows(SEED, 10))
      expect(chunk.map(({ cells }) => cells)).toEqual(full.slice(0, 10).map(({ cells }) => cells));
  });

  it('gives ULIDs that sort by time', () => {
    const [early, late] = [1_000, 1_001].map((time) => ulidOf(time, randomOf(SEED, time)));
    expect(early).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
    expect(early! < late!).toBe(true);
  });
});

describe('members', () => {
  it('are thirty, all verified but one', () => {
    const rows = memberRows();
    expect(new Set(rows.map(({ login }) => login)).size).toBe(30);
    expect(rows.filter(({ verified }) => !verified).map(({ login }) => login)).toEqual([UNVERIFIED]);
  });

  it('hold every role and every flag of MEM-1 between them', () => {
    const granted = grantRows();
    const held = new Set([...granted.map(({ role }) => role), ...principalRoles().map(({ role }) => role)]);
    expect(Object.keys(ROLES).filter((role) => !held.has(role))).toEqual([]);
    const flags = new Set(granted.map(({ flag }) => flag));
    expect(Object.keys(FLAGS).filter((flag) => !flags.has(flag))).toEqual([]);
  });

  it('are known wherever they are named', () => {
    const logins = new Set(memberRows().map(({ login }) => login));
    const named = [...grantRows(), ...principalRoles()].map(({ login }) => login);
    expect(named.filter((login) => !logins.has(login))).toEqual([]);
    for (const { id } of ENTITIES) {
      expect(teamOf(id)).not.toContain(CLAIMER);
      expect(teamOf(id).length).toBeGreaterThan(0);
    }
  });
});

describe('organisations and units', () => {
  it('are 3 groups, 25 entities with a valid licence each (ORG-1), an agency and 8 units', () => {
    const rows = orgRows();
    const count = (kind: string) => rows.filter((row) => row['kind'] === kind).length;
    expect([count('group'), count('entity'), count('agency'), UNITS.length]).toEqual([3, 25, 1, 8]);
    const licences = rows.map((row) => row['licence']).filter((licence): licence is string => licence !== undefined);
    for (const licence of licences) expect(checkCreditCode(licence)).toEqual({ number: licence });
    expect(new Set(licences).size).toBe(25);
    expect(rows.some(({ name }) => name === '华夏消费集团')).toBe(true);
    expect(UNITS.find(({ name }) => name === '华东大区')?.org).toBe(MAIN_ENTITY);
  });

  it('every unit gets accounts that may lie in it (UNIT-2)', () => {
    const groupOf = new Map(ENTITIES.map(({ id, group }) => [id, group]));
    for (const { id, org } of UNITS) {
      const inside = full.filter(({ unit }) => unit === id);
      expect(inside.length).toBeGreaterThan(100);
      for (const { entity, status } of inside) {
        expect([entity, groupOf.get(entity ?? '')]).toContain(org);
        expect(status).not.toBe('closed');
      }
    }
  });
});

describe('accounts', () => {
  it('have ids of their own, some with leading zeros, some on two platforms', () => {
    expect(new Set(full.map(keyOf)).size).toBe(FULL);
    for (const { id } of full) expect(accountRef(id)).toBeUndefined();
    expect(full.filter(({ id }) => id.startsWith('0')).length).toBeGreaterThan(50);
    const seen = new Map<string, number>();
    for (const { id } of full) seen.set(id, (seen.get(id) ?? 0) + 1);
    const double = full.filter(({ id }) => seen.get(id) === 2);
    expect(double.length).toBeGreaterThan(20);
    expect(double.every(({ twice }) => twice)).toBe(true);
    expect(new Set(full.map(({ platform }) => platform))).toEqual(new Set(['tencent', 'alipay', 'ocean']));
  });

  it('begin with tencent:20000001 of the main entity', () => {
    const first = accountAt(SEED, 0);
    expect([keyOf(first), first.entity, first.status]).toEqual(['tencent:20000001', MAIN_ENTITY, 'active']);
  });

  it('are 3,000 clients of the agency, about 15 % managed, of every status', () => {
    expect(full.filter(({ client }) => client).length).toBe(3_000);
    const managed = full.filter(({ manager }) => manager).length / FULL;
    expect(managed).toBeGreaterThan(0.12);
    expect(managed).toBeLessThan(0.18);
    expect(new Set(full.map(({ status }) => status)).size).toBe(4);
    expect(new Set(full.map(({ entity }) => entity)).size).toBe(26);
  });

  it('keep their ids apart up to a million', () => {
    const keys = new Set<string>();
    for (let index = 0; index < 1_000_000; index += 997) keys.add(keyOf(accountAt(SEED, index)));
    expect(keys.size).toBe(Math.ceil(1_000_000 / 997));
    expect(accountAt(SEED, 999_999).client).toBe(false);
  });
});

describe('the claim file', () => {
  const claims = claimRows(SEED, FULL);
  const byId = new Map(full.filter(({ twice }) => !twice).map((account) => [account.id, account]));

  it('has 2,000 rows of every sort', () => {
    const count = (sort: string) => claims.filter((claim) => claim.sort === sort).length;
    const sorts = ['good', 'again', 'managed', 'closed', 'elsewhere', 'unknown', 'spoilt'];
    expect(sorts.map(count)).toEqual([1_800, 66, 70, 12, 20, 31, 1]);
    expect(claims.length).toBe(2_000);
  });

  it('is what its sorts say', () => {
    const known = (sort: string) =>
      claims.filter((claim) => claim.sort === sort).map(({ id }) => byId.get(trim(id)) as DemoAccount);
    for (const account of known('good'))
      expect([account.entity, account.manager, account.status === 'closed']).toEqual([MAIN_ENTITY, undefined, false]);
    expect(new Set(known('good')).size).toBe(1_800);
    for (const account of known('again')) expect(known('good')).toContain(account);
    for (const account of known('managed')) expect(account.manager).toBeTruthy();
    for (const account of known('closed')) expect(account.status).toBe('closed');
    for (const account of known('elsewhere')) expect(account.entity).not.toBe(MAIN_ENTITY);
    expect(known('unknown').every((account) => account === undefined)).toBe(true);
    expect(claims.some(({ id }) => id.includes('\u3000'))).toBe(true);
    expect(claims.find(({ sort }) => sort === 'spoilt')?.id.trim()).toBe('7.73E+016');
  });

  it('is GB18030 with CRLF and the header of the staff', () => {
    const bytes = claimsFile(claims);
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow();
    const text = new TextDecoder('gb18030', { fatal: true }).decode(bytes);
    const lines = text.split('\r\n');
    expect(lines[0]).toBe('账户ID,备注');
    expect(lines.length).toBe(2_002);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('is smaller for fewer accounts', () => {
    const few = claimRows(SEED, 200);
    expect(few.length).toBeGreaterThan(10);
    expect(few.length).toBeLessThan(60);
    expect(claimRows(SEED, 1).some(({ sort }) => sort === 'good')).toBe(true);
  });
});
