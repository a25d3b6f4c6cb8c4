import { tokenKind } from '../../domain/tokens.ts';
import { defineList, filterFlag } from '../listing.ts';

export const listTokens = defineList({
  name: 'tokens.list',
  summary: { en: 'List tokens: one’s own; the operator those of all', zh: '列出令牌：本人的；行业运营可见全部' },
  kind: 'token',
  right: 'token.read',
  filters: {
    member: filterFlag(tokenKind, 'member', 'LOGIN'),
    state: filterFlag(tokenKind, 'state'),
  },
  named: { member: 'member', state: 'state' },
  examples: [
    {
      command: 'adctl tokens list --state active --sort expires',
      does: { en: 'what ends first', zh: '最先到期的令牌' },
    },
    {
      command: "adctl tokens list --where 'last_used is empty' --where 'state = active'",
      does: { en: 'those that nobody has used', zh: '从未使用的令牌' },
    },
  ],
});
