/** Help topics that are made from the tables the program itself uses. */

import { COVERS } from '../domain/covered.ts';
import { type Code, ERRORS, type ErrorDef } from '../domain/errors.ts';
import { FINDINGS } from '../domain/findings.ts';
import { FLAGS, ROLES } from '../domain/members.ts';
import { RIGHTS } from '../domain/rights.ts';
import type { Lang, Text } from '../domain/text.ts';
import { DEPLOY } from './deploy.ts';
import { DEPLOY_FILES } from './deploy-files.ts';
import { MONEY } from './topic-money.ts';
import { VARIABLES } from './variables.ts';

export type Topic = {
  readonly summary: Text;
  page(lang: Lang): string;
  /** Files that it speaks of, by the word that prints each. */
  readonly files?: Readonly<Record<string, string>>;
};

const EXITS: readonly (readonly [code: number, text: Text])[] = [
  [
    0,
    {
      en: 'fine, and also: nothing found, nothing to do, the reader of the output has gone',
      zh: '正常；包括没有结果、无需处理、输出的读取方已退出',
    },
  ],
  [1, { en: 'unexpected: a bug, a full disk, damage', zh: '意外：缺陷、磁盘已满或损坏' }],
  [2, { en: 'usage or invalid input; a question answered with No', zh: '用法或输入有误；或确认时选择了否' }],
  [3, { en: 'not found', zh: '未找到' }],
  [4, { en: 'not allowed', zh: '无权限' }],
  [
    5,
    {
      en: 'refused by a rule, or a conflict',
      zh: '被规则拒绝或存在冲突',
    },
  ],
  [
    6,
    {
      en: 'some rows of a batch failed (with --atomic all are rolled back), or some of what was asked for is not there',
      zh: '批次中部分行失败（--atomic 时全部回滚），或所查记录部分不存在',
    },
  ],
  [
    7,
    {
      en: 'the network: a server cannot be reached, its answer was lost, or the outcome of some rows (unknown) is not known',
      zh: '网络：无法连接服务器、应答丢失，或部分行的结果未知（unknown）',
    },
  ],
  [8, { en: 'a check found something', zh: '检查发现问题' }],
  [9, { en: 'locked, or the state is newer', zh: '已锁定，或状态版本较新' }],
  [130, { en: 'interrupted by Ctrl-C, at a row boundary', zh: '被 Ctrl-C 中断，停在行边界' }],
  [143, { en: 'the same by SIGTERM; 129 where the terminal was closed', zh: '被 SIGTERM 中断；终端关闭时为 129' }],
];

/** Text that belongs to no table: what a user must know to write it. */
const FILTERS: Text = {
  en: `--where 'FIELD OP VALUE', repeatable; all must hold.
  =  !=  >  >=  <  <=      compare; dates are days or minutes in --tz, amounts in major units
  ~                        contains, in any case and width; of a status or kind: its label in either language
  in a,b                   one of several; a value with a comma is quoted as in CSV
  between a..b             both ends included
  is empty, is not empty
Fields: adctl NOUN list --columns help; a field may be named by its label (状态, 主体名称), as may columns and sort.
Organisations are named by id, kind:id, licence or exact name, an agency also by its entity; units by id or name,
members by login, accounts by id or platform:id. What names nothing you can see is refused with the nearest names.
--status, --entity, --tag and the like are = or, with commas or given several times, one of several. --search WORDS,
also given several times: all must be there, in any field. Different filters must all hold.
--sort a,-b with - for descending; empty comes last. --limit N prints a cursor: --after goes on with the same question.
--view NAME: options kept by adctl views save NAME -- NOUN list OPTIONS. Filters typed besides come on top, of all else
the typed value counts. A change takes --where, --search and --view, too.
Examples: 'status in active,suspended'  'daily_budget > 5000'  'created between 2026-01-01..2026-01-31'
`,
  zh: `--where “字段 运算符 值”，可重复，须全部满足。
  =  !=  >  >=  <  <=      比较；日期按 --tz 的天或分钟，金额以元等主单位
  ~                        包含，不分大小写和全半角；状态、类型等匹配其中英文标签
  in a,b                   多个值之一；含逗号的值按 CSV 加引号
  between a..b             含两端
  is empty, is not empty   为空、不为空
字段：adctl 名词 list --columns help；字段、列和排序均可使用标签（状态、主体名称）。
组织可用编号、类型:编号、证照号码或完整名称，代理商也可用其主体；业务单元用编号或名称，成员用登录名，
账户用账户ID或 平台:账户ID。可见范围内不存在的名称会被拒绝，并给出相近的名称。
--status、--entity、--tag 等为等于，逗号分隔或多次给出为其中之一。--search 多个词（可多次给出）须全部出现，
字段不限。不同的筛选条件须同时满足。
--sort a,-b，前加 - 为降序；空值在最后。--limit N 会给出游标，用 --after 以相同条件继续。
--view 名称：使用 adctl views save 名称 -- 名词 list 选项 保存的选项。同时输入的筛选条件叠加，其余以输入为准。
变更命令同样接受 --where、--search 和 --view。
示例：'status in active,suspended'  'daily_budget > 5000'  'created between 2026-01-01..2026-01-31'
`,
};
const FORMATS_PAGE: Text = {
  en: `-o, --format FORMAT; --csv, --tsv, --json and --ndjson are short for it. A list is a table on a terminal, CSV in a pipe.
In a table, and in html with --labels, values are shown in --lang; else they are keys, the same in every
language. The reason of a result is a message in --lang: its code says the same to a program.
  table    aligned, the first 100 rows
  csv tsv  all rows, header of keys (--labels: words); lists within a cell are joined by ,
  json     an array; show of one record: an object. Amounts are text, times RFC 3339
  ndjson   one object a line
  xlsx     a workbook, to a file: ids, names and times (RFC 3339) as text, amounts and counts as numbers; at most
           200,000 rows, beyond which CSV takes any number
  html     a page with a table, that needs nothing else
--excel: CSV that Excel and LibreOffice open as it is meant: BOM, CRLF, ="0123" for a text that looks like a number,
a TAB before one that looks like a formula; read back unchanged. --encoding gb18030: CSV or TSV for old programs.
Files in, by what they hold: CSV with , ; or TAB; one id a line; NDJSON, a JSON array, as -o json prints it; XLSX, XLSB,
XLS, ODS, HTML tables (--sheet NAME or number, else the first that is not hidden; at most 200,000 rows). Text is UTF-8,
UTF-16 or GB18030, and may be packed by gzip. The header is the first row. In a sheet, hidden rows and columns are read
like the others, a formula by its last value, a cell merged over rows for each of them; a number of more than 15 digits
and an error are that row's invalid.
--results and --failed write CSV, and XLSX where the name ends with .xlsx.
`,
  zh: `-o, --format 格式；可简写为 --csv、--tsv、--json、--ndjson。列表在终端为表格，在管道中为 CSV。
表格（及带 --labels 的 html）中的值按 --lang 显示；其他格式中为代码，各语言相同。结果的 reason 为 --lang 的消息，程序请看 code。
  table    对齐的表格，最多前 100 行
  csv tsv  全部行，表头为字段名（--labels 为文字）；单元格内的列表以 , 连接
  json     数组；show 单条记录时为对象。金额为文本，时间为 RFC 3339
  ndjson   每行一个对象
  xlsx     工作簿，需重定向到文件：编号、名称、时间（RFC 3339）为文本，金额和数量为数字；最多 200,000 行，更多请用 CSV
  html     自带样式的表格网页
--excel：Excel 与 LibreOffice 可直接打开的 CSV：带 BOM、CRLF，形似数字的文本写成 ="0123"，形似公式的文本前加 TAB；
可原样读回。--encoding gb18030：供旧程序使用的 CSV、TSV。
输入文件按内容识别：以 , ; 或 TAB 分隔的 CSV；每行一个编号；NDJSON、JSON 数组（即 -o json 的输出）；XLSX、XLSB、XLS、
ODS、HTML 表格（--sheet 名称或序号，默认第一个未隐藏的工作表；最多 200,000 行）。文本编码为 UTF-8、UTF-16 或 GB18030，
可为 gzip 压缩文件。首行为表头。工作表中隐藏的行列照常读取，公式取其最近的值，跨行合并的单元格对每一行有效；
超过 15 位的数字及错误值使该行 invalid。
--results 和 --failed 输出 CSV；文件名以 .xlsx 结尾时输出 XLSX。
`,
};
const BULK: Text = {
  en: `Every change takes ids as arguments, --from FILE (- for standard input), or --where EXPR.
  -n, --dry-run      the same run, rolled back: before and after of every row
  --atomic           all rows or none; every fault is told
  --failed FILE      rows that failed as they came in, with the reason; correct them and feed the file back
  --results FILE     every row and what became of it; also adctl batches results ID. Both files may be CSV or .xlsx;
                     neither may be the input, the state or a key. batches resume writes them for the whole batch
  --max-rows N       refuse more
Work of more than half a second shows its progress on a terminal; elsewhere stderr gets a line every ten seconds. -q: none.
A row with nothing left to do is unchanged; the summary says so where an earlier row of the input changed the record.
Row results: ok, unchanged, pending, conflict, forbidden, not_found, invalid; rolled_back, not_run; unknown where the
answer of a server was lost: exit 7, with the command that finds out.
Exit code 6 where some rows failed. The same command again does what is left; adctl batches resume ID goes on with
an interrupted one; adctl undo ID takes back, field by field, what a batch wrote.
`,
  zh: `每个变更命令接受编号参数、--from 文件（- 为标准输入）或 --where 条件。
  -n, --dry-run      同样执行后回滚：逐行显示变更前后
  --atomic           全部成功或全部回滚；所有问题都会列出
  --failed 文件      失败行按原样写出并附原因；修正后可再次导入
  --results 文件     每一行的结果；也可用 adctl batches results 编号。两种文件均可为 CSV 或 .xlsx，
                     不能是输入文件、状态或密钥；batches resume 会为整个批次重新写出
  --max-rows N       超过则拒绝
超过半秒的工作在终端显示进度；非终端时标准错误每十秒输出一行进度；-q 不输出。
无需更改的行为 unchanged；若该记录已由同一输入中前面的行更改，汇总会说明并列出前几个。
行结果：ok、unchanged、pending、conflict、forbidden、not_found、invalid；rolled_back、not_run；服务器应答丢失时为
unknown：退出码 7，并给出确认结果的命令。
部分行失败时退出码为 6。再次执行相同命令会完成余下部分；adctl batches resume 编号 继续已中断的批次；
adctl undo 编号 按字段撤销批次所写内容。
`,
};

/** A code whose whole message is what it was given. */
const SPOKEN: Readonly<Partial<Record<Code, Text>>> = {
  USAGE: {
    en: 'the words do not make a command: it says what is missing or too much',
    zh: '命令行不完整或有多余内容，并说明原因',
  },
};

/** What a message will say, its parts named: `{value}` is VALUE. */
function spelled(code: Code, lang: Lang): string {
  const text = SPOKEN[code]?.[lang] ?? ERRORS[code].message[lang];
  return text.replace(/\{(\w+)\}/g, (_, name: string) => name.toUpperCase());
}

const EXIT_CODE = { en: 'exit code', zh: '退出码' };

/** One error or finding in full; undefined where there is none of this name. */
export function errorPage(word: string, lang: Lang): string | undefined {
  const code = word.toUpperCase().replaceAll('-', '_');
  const finding = Object.hasOwn(FINDINGS, code) ? FINDINGS[code] : undefined;
  if (finding) return `${code}  ${finding[lang]}\n  ${EXIT_CODE[lang]} 8\n`;
  if (!Object.hasOwn(ERRORS, code)) return undefined;
  const def: ErrorDef = ERRORS[code as Code];
  const lines = [
    `${code}  ${spelled(code as Code, lang)}`,
    ...(def.hint ? [`  ${def.hint[lang].replace(/\{(\w+)\}/g, (_, name: string) => name.toUpperCase())}`] : []),
    `  ${EXIT_CODE[lang]} ${def.exit}`,
    ...(def.status ? [`  ${{ en: 'of a row', zh: '行结果' }[lang]}: ${def.status}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

const page = (rows: readonly (readonly [string, string])[], width: number) =>
  `${rows.map(([left, right]) => `${left.padEnd(width)} ${right}`.trimEnd()).join('\n')}\n`;

/** What stands for a role in the table of rights, and what a role there is followed by. */
const ANYBODY: Readonly<Record<string, Text>> = {
  everybody: { en: 'any member, with or without a role', zh: '所有成员，无论有无角色' },
  verified: { en: 'any verified member', zh: '任何已实名成员' },
  ':own': { en: 'with a relation to the account, or of one’s own record', zh: '仅限与本人有关系的账户，或本人的记录' },
  ':manages': { en: 'only of an account that one manages', zh: '仅限本人管理的账户' },
  ':vacant': { en: 'only where nobody administers', zh: '仅限尚无管理员之处' },
};

export const TOPICS: Readonly<Record<string, Topic>> = {
  errors: {
    summary: { en: 'every error code', zh: '全部错误代码' },
    page: (lang) =>
      page(
        [
          [{ en: 'CODE', zh: '代码' }[lang], { en: 'EXIT  MESSAGE', zh: '退出码 消息' }[lang]],
          ...Object.entries(ERRORS).map(
            ([code, def]) => [code, `${String(def.exit).padEnd(6)}${spelled(code as Code, lang)}`] as const,
          ),
          ['', ''],
          [{ en: 'FOUND BY A CHECK', zh: '检查发现的问题' }[lang], ''],
          ...Object.entries(FINDINGS).map(([code, text]) => [code, `${'8'.padEnd(6)}${text[lang]}`] as const),
          ['', ''],
          [{ en: 'adctl help CODE shows one in full', zh: 'adctl help 代码 查看单个错误' }[lang], ''],
        ],
        24,
      ),
  },
  'exit-codes': {
    summary: { en: 'exit codes', zh: '退出码' },
    page: (lang) =>
      page(
        EXITS.map(([code, text]) => [String(code), text[lang]]),
        4,
      ),
  },
  environment: {
    summary: { en: 'environment variables', zh: '环境变量' },
    page: (lang) =>
      page(
        VARIABLES.map(([name, text]) => [name, text[lang]]),
        22,
      ),
  },
  filters: { summary: { en: 'how to filter', zh: '筛选语法' }, page: (lang) => FILTERS[lang] },
  formats: { summary: { en: 'forms of input and output', zh: '输入输出格式' }, page: (lang) => FORMATS_PAGE[lang] },
  bulk: { summary: { en: 'many rows at once', zh: '批量操作' }, page: (lang) => BULK[lang] },
  money: { summary: { en: 'amounts, funds and references', zh: '金额、资金与参考号' }, page: (lang) => MONEY[lang] },
  permissions: {
    summary: { en: 'which role has which right', zh: '角色与权限' },
    page: (lang) =>
      page(
        [
          [
            { en: 'RIGHT', zh: '权限' }[lang],
            { en: 'ROLES (:own: of own accounts only)', zh: '角色（:own 仅限本人账户）' }[lang],
          ],
          ...Object.entries(RIGHTS).map(([right, roles]) => [right, roles] as const),
          ['', ''],
          ...COVERS.map(([mark, means]) => [mark, means[lang]] as const),
          ['', ''],
          ...Object.entries(ROLES).map(([role, label]) => [role, `${label[lang]} (${label.long})`] as const),
          ...Object.entries(FLAGS).map(([flag, label]) => [flag, label[lang]] as const),
          ...Object.entries(ANYBODY).map(([word, label]) => [word, label[lang]] as const),
        ],
        20,
      ),
  },
  deploy: {
    summary: { en: 'a server for many people', zh: '部署多人使用的服务器' },
    page: (lang) => DEPLOY[lang],
    files: DEPLOY_FILES,
  },
};
