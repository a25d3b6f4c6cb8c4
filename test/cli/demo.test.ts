/** The golden demo: the same seed gives the same bytes of every export, today and after any change that means no other. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { shell } from '../helpers/main.ts';

const GOLDEN = resolve(import.meta.dirname, '../fixtures/demo.json');
const EXPORTS = {
  accounts:
    'accounts list --columns platform,id,kind,name,login,email,entity,agency,unit,manager,status,daily_budget,currency,tags,note,created',
  orgs: 'orgs list --columns id,kind,name,licence,parent,principal,members,accounts,units,created',
  units: 'units list --columns id,name,type,org,track,note,admins,members,accounts,created',
  members: 'members list --columns login,name,phone,email,wechat,verified,verified_method,roles,status,created',
  batches: 'batches list --columns id,started,actor,operation,state,rows,ok,failed',
  audit: 'audit list --columns time,actor,identity,operation,target,before,after,batch,reason',
} as const;

async function digests(seed: string): Promise<Record<string, string>> {
  const { run, folder } = shell();
  expect((await run(['demo', '--accounts', '600', '--seed', seed])).code).toBe(0);
  const found: Record<string, string> = {};
  for (const [name, command] of Object.entries(EXPORTS)) {
    const { code, stdout } = await run(command.split(' '));
    expect(code).toBe(0);
    expect(stdout.split('\n').length).toBeGreaterThan(8);
    found[name] = createHash('sha256').update(stdout).digest('hex');
  }
  found['claims.csv'] = createHash('sha256')
    .update(readFileSync(resolve(folder, 'claims.csv')))
    .digest('hex');
  return found;
}

test('demo: the same seed gives the same bytes, another seed others', { timeout: 60_000 }, async () => {
  const made = await digests('1');
  if (process.env['ADCTL_WRITE']) writeFileSync(GOLDEN, `${JSON.stringify(made, null, 2)}\n`);
  expect(made).toEqual(JSON.parse(readFileSync(GOLDEN, 'utf8')));
  const other = await digests('2');
  expect(other['accounts']).not.toBe(made['accounts']);
});

test('a list with headers in words, in either language, is what an import takes', { timeout: 60_000 }, async () => {
  const { run } = shell();
  expect((await run(['demo', '--accounts', '600'])).code).toBe(0);
  for (const lang of ['en', 'zh']) {
    const { stdout } = await run(['accounts', 'list', '--labels', '--lang', lang]);
    const { code, stderr } = await run(['accounts', 'import', '--from', '-', '-q'], { stdin: stdout });
    expect(stderr).toContain('unchanged 600');
    expect(code).toBe(0);
  }
});

test('a file of the user that bears the name of the claims is left alone, behind a link too', async () => {
  const { folder, run } = shell();
  const claims = join(folder, 'claims.csv');
  const demo = (...more: string[]) => run(['demo', '--accounts', '100', '--db', join(folder, 'd.db'), ...more]);
  writeFileSync(claims, 'mine');
  expect(await demo()).toMatchObject({ code: 5, stderr: expect.stringContaining(claims) });
  expect(readFileSync(claims, 'utf8')).toBe('mine');
  expect(existsSync(join(folder, 'd.db'))).toBe(false);
  const other = join(folder, 'other');
  renameSync(claims, other);
  symlinkSync(other, claims);
  expect((await demo()).code).toBe(5);
  expect((await demo('--force')).code).toBe(0);
  expect(readFileSync(other, 'utf8')).toBe('mine');
  // Those of another demo make way.
  expect((await demo('--force')).code).toBe(0);
});
