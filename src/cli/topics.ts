/** Help topics that are made from the tables the program itself uses. */
import { ERRORS } from '../domain/errors.ts';
import type { Lang, Text } from '../domain/text.ts';

export type Topic = { readonly summary: Text; page(lang: Lang): string };

const EXITS: readonly (readonly [code: number, text: Text])[] = [
  [0, { en: 'fine', zh: '正常' }],
  [1, { en: 'unexpected: a bug, a full disk, damage', zh: '意外：缺陷、磁盘已满或损坏' }],
  [2, { en: 'usage or invalid input', zh: '用法或输入有误' }],
  [3, { en: 'not found', zh: '未找到' }],
  [4, { en: 'not allowed', zh: '无权限' }],
  [5, { en: 'refused by a rule, or a conflict', zh: '被规则拒绝或存在冲突' }],
  [6, { en: 'some rows of a batch failed', zh: '批次中部分行失败' }],
  [8, { en: 'a check found something', zh: '检查发现问题' }],
  [9, { en: 'locked, or the state is newer', zh: '已锁定，或状态版本较新' }],
  [130, { en: 'interrupted', zh: '已中断' }],
];

const VARIABLES: readonly (readonly [name: string, text: Text])[] = [
  ['ADCTL_PROFILE', { en: 'which profile', zh: '配置档' }],
  ['ADCTL_DB', { en: 'a state file', zh: '状态文件' }],
  ['ADCTL_AS', { en: 'act as this member', zh: '操作成员' }],
  ['ADCTL_FORMAT', { en: 'output form', zh: '输出格式' }],
  ['ADCTL_LANG', { en: 'language; else LC_ALL, LANG', zh: '语言；否则取 LC_ALL、LANG' }],
  ['ADCTL_NO_INPUT', { en: 'never ask', zh: '从不提问' }],
  ['ADCTL_TZ', { en: 'time zone', zh: '时区' }],
  ['ADCTL_DEBUG', { en: 'stack traces', zh: '输出调用栈' }],
  ['ADCTL_KEY_FILE', { en: 'where the key of the state lies', zh: '状态密钥文件' }],
  ['ADCTL_CONFIG_DIR', { en: 'where profiles and keys lie', zh: '配置与密钥目录' }],
  ['NO_COLOR, FORCE_COLOR', { en: 'colour off, on', zh: '关闭或开启颜色' }],
];

const page = (rows: readonly (readonly [string, string])[], width: number) =>
  `${rows.map(([left, right]) => `${left.padEnd(width)} ${right}`.trimEnd()).join('\n')}\n`;

export const TOPICS: Readonly<Record<string, Topic>> = {
  errors: {
    summary: { en: 'every error code', zh: '全部错误代码' },
    page: (lang) =>
      page(
        Object.entries(ERRORS).map(([code, def]) => [code, `${String(def.exit).padEnd(4)}${def.message[lang]}`]),
        22,
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
};
