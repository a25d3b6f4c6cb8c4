import { defineChange } from '../define.ts';
import { walletChange } from '../fund-wallets.ts';

export const walletEnableFunds = defineChange({
  kind: 'change',
  name: 'funds.wallet-enable',
  summary: { en: 'Let accounts spend the cash of their unit, group or entity', zh: '启用共享钱包，供其账户直接使用' },
  past: { en: 'enabled', zh: '已启用' },
  ...walletChange('enabled'),
  examples: [
    {
      command: 'adctl funds wallet-enable unit:u_huadong --dry-run',
      does: { en: 'rehearse one of a unit', zh: '预演启用业务单元的钱包' },
    },
    {
      command: 'adctl funds wallet-enable entity:e_haier --currency USD --dry-run',
      does: { en: 'rehearse one of an entity, in dollars', zh: '预演启用主体的美元钱包' },
    },
  ],
});
