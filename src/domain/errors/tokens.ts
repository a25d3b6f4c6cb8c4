/** What is refused of tokens. */
import { errors } from './define.ts';

export const TOKEN_ERRORS = errors({
  TOKEN_EXISTS: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: {
      en: '{member} has an active token "{name}" already: {id}',
      zh: '{member} 已有名为“{name}”的有效令牌：{id}',
    },
    brief: { en: 'an active token has this name', zh: '已有同名的有效令牌' },
    hint: {
      en: 'what it is cannot be shown again: adctl tokens revoke {id}, or give another name',
      zh: '令牌内容无法再次显示：请执行 adctl tokens revoke {id}，或换一个名称',
    },
  },
  TOKEN_ENDED: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'token {id} has ended, and no undo brings it back', zh: '令牌 {id} 已失效，撤销或重做均不能恢复' },
    brief: { en: 'a token that has ended stays so', zh: '已失效的令牌不能恢复' },
    hint: { en: 'adctl tokens create makes a new one', zh: '用 adctl tokens create 创建新令牌' },
  },
  TOKENS_STAY_ENDED: {
    exit: 0,
    http: 200,
    status: 'ok',
    told: true,
    message: {
      en: 'tokens of {member} that ended with it stay ended: adctl tokens create makes new ones',
      zh: '{member} 随之失效的令牌不会恢复：请用 adctl tokens create 重新创建',
    },
    brief: {
      en: 'tokens that ended with the member stay ended: adctl tokens create makes new ones',
      zh: '随成员失效的令牌不会恢复：请用 adctl tokens create 重新创建',
    },
  },
});
