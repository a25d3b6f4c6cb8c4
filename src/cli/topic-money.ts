/** `adctl help money`: how amounts are typed, what holds money, what keeps it from moving twice. */
import type { Text } from '../domain/text.ts';

export const MONEY: Text = {
  en: `Amounts are typed and printed in major units, with the decimals of their currency: CNY 500 or 500.00, JPY 500, KWD 500.000.
A plain decimal only: no sign, no separators between digits, no exponent, no full-width digits. More decimals than the
currency has are refused, never rounded. They are kept as whole minor units; CSV and JSON carry them as text.
  adctl accounts budget ID --amount 500       the daily budget of an account, in the account's own currency
  adctl accounts budget ID --amount unlimited no limit; 0 is refused
  adctl accounts list --where 'daily_budget > 5000'
Filters and sorting compare the numbers as they are, across currencies: nothing is converted.

Money lies in books: of a holder (an account, or agency:ID, entity:ID, unit:ID, group:ID), in one currency, one purse
(general, external) and one kind:
  cash           never below 0
  credit         what may still be used before it is paid; limit = credit + what is owed
  owed           what was used on credit and is not repaid, 0 or below
  bonus, traffic_bonus   in lots with a last day; the soonest-expiring is used first
  deposit        of agencies; what is due of it is a record beside
  overdraft      what a platform's file consumed beyond everything; cash that comes in clears it first
Every movement is a transaction whose entries sum to zero, appended and never changed; undo appends one that reverses
it, for good.
  adctl funds overview HOLDER                 what is there: total, available, frozen, per kind; usable with wallets and credit
                                              --by purse: each purse apart; --by order: what is frozen for each
  adctl funds statement HOLDER --type TYPE    what moved, with running balances
  adctl funds check                           proves the books; silent when all is well
A lot past its last day and a hold past its time are over by themselves; a statement or journal writes that down first.
A journal (adctl funds journal) has the days of Asia/Shanghai, and so has its --range; a statement's are those of --tz.
An export with --manifest FILE can be gone on from: --since FILE brings what was written or restated after it. Neither
goes with a filter by what changes later (amounts of consumption, marks), and what was restored is exported anew.

References keep money from moving twice: the same reference and content again is "unchanged", whoever sends it, in any
view; other content is a conflict for the same payer and in your own organisation.
  --reference KEY   makes KEY:n of data row n; with --where KEY:platform:id; a column "reference" wins
A file or a selection that moves money is refused without. --failed keeps each row's reference: corrected and fed back it
is paid once.

Caps (adctl funds caps) make what goes beyond them a plan: nothing moves until a second person applies it. They are of
one currency, CNY unless --currency says another: what moves in a currency without caps of its own has none.
What is undone on the day on which it moved counts no more for that day; what the undo takes out of a holder counts
itself, unless it comes back to the organisation. A day begins at midnight in Asia/Shanghai.
  adctl funds caps            which there are, and what of today is used and left
  adctl requests plan ID      its rows, before and after, and its totals
  adctl requests apply ID     all of them, or none; refused where something has changed since
`,
  zh: `金额以主单位输入和显示，小数位按币种：CNY 500 或 500.00，JPY 500，KWD 500.000。
只接受普通小数：不带正负号、千位分隔符、科学计数法或全角数字。小数位超过币种时拒绝，从不四舍五入。
内部以最小单位整数保存；CSV 和 JSON 中为文本。
  adctl accounts budget 编号 --amount 500       账户的日预算，币种为账户自身币种
  adctl accounts budget 编号 --amount unlimited 不限；不接受 0
  adctl accounts list --where 'daily_budget > 5000'
筛选和排序直接比较数值，不作汇率换算。

资金记在账本中：一个持有方（账户，或 agency:编号、entity:编号、unit:编号、group:编号）× 币种 × 钱包（通用、外投）× 类型：
  cash           现金，不低于 0
  credit         授信余额，即尚可先用后付的部分；额度 = 授信余额 + 后付
  owed           后付：已用授信且未还，不高于 0
  bonus、traffic_bonus   普通红包、流量红包，按批次有截止日；先到期的先用
  deposit        代理商保证金；应缴额另有记录
  overdraft      透支：平台文件的消耗超出全部余额的部分；到账现金先冲抵
每笔变动都是一个分录合计为零的交易，只追加、不修改；撤销即追加一笔冲正交易，冲正不能再撤销。
  adctl funds overview 持有方                 余额：总额、可用、冻结，按类型；可用额含共享钱包与授信
                                              --by purse 按钱包分列；--by order 列出各订单与预占的冻结
  adctl funds statement 持有方 --type 类型    明细，含逐笔余额
  adctl funds check                           核对账本；无误时无输出
红包过期、预占到期自动生效；查询明细或导出日记账时先将其入账。
日记账（adctl funds journal）的日期及其 --range 按 Asia/Shanghai；明细的时间范围按 --tz。
用 --manifest 文件 导出后，可用 --since 文件 续接，只输出此后新增或重述的内容；两者均不能与会变化的筛选条件
（消耗金额、冲正标记）同用；恢复备份后须重新完整导出。

参考号（幂等号）防止重复入账：同一参考号且内容相同为“未变化”，不论由谁、以何种视角提交；
同一付款方或本组织内内容不同为冲突。
  --reference KEY   第 n 行记为 KEY:n；与 --where 同用为 KEY:平台:编号；文件中的 reference 列优先
从文件或筛选执行的资金操作没有参考号时拒绝。--failed 保留每行的参考号：更正后再导入只入账一次。

限额（adctl funds caps）以外的操作转为方案：第二人执行之前不发生资金变动。限额按币种设置，默认 CNY，其他币种用 --currency；
未设限额的币种不受限制。
当日变动当日撤销的不再计入当日累计；撤销时从持有方转出的资金另行计入，退回本组织的除外。每日从 Asia/Shanghai 零时起计。
  adctl funds caps              查看限额及今日已用、剩余
  adctl requests plan 编号      逐行查看变更前后及合计
  adctl requests apply 编号     全部执行或全不执行；情况有变则拒绝
`,
};
