import { accountRef } from '../../domain/parse.ts';
import { AdctlError } from '../../domain/refusal.ts';
import { bareId } from '../account-rows.ts';
import { defineQuery } from '../define.ts';
import { showRecords } from '../showing.ts';

export const showAccounts = defineQuery({
  kind: 'query',
  name: 'accounts.show',
  summary: { en: 'Show accounts in full', zh: '查看账户详情' },
  input: {
    id: {
      type: 'list',
      required: true,
      label: { en: 'account', zh: '账户' },
      help: { en: 'account id, or platform:id', zh: '账户ID，或 平台:账户ID' },
      metavar: 'ACCOUNT',
    },
  },
  argument: { field: 'id', many: true },
  columns: { kind: 'account' },
  right: 'account.read',
  single: true,
  examples: [
    { command: 'adctl accounts show 20000001', does: { en: 'one account', zh: '查看一个账户' } },
    {
      command: 'adctl accounts show 20000001 20000002 --format json',
      does: { en: 'several, for a script', zh: '多个账户，供脚本使用' },
    },
  ],
  async *run(tx, _ctx, input) {
    const keys: string[] = [];
    const missing: string[] = [];
    for (const ref of input.id) {
      const bad = accountRef(ref);
      if (bad) throw new AdctlError(bad.refuse, bad.details);
      const platform = ref.includes(':') ? `${ref.slice(0, ref.indexOf(':'))}:` : '';
      const found = await tx.rows({ kind: 'account', by: 'id', values: [bareId(ref)], fields: ['id'] });
      const seen = found.filter((row) => row.visible && row.key.startsWith(platform)).map((row) => row.key);
      if (seen.length > 1) throw new AdctlError('AMBIGUOUS', { value: ref, candidates: seen });
      if (seen[0]) keys.push(seen[0]);
      else missing.push(ref);
    }
    return yield* showRecords(tx, 'account', keys, missing);
  },
});
