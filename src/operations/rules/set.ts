import { refuse } from '../../domain/refusal.ts';
import { noRule, RULES, type RuleDef } from '../../domain/rules.ts';
import { defineChange } from '../define.ts';

export const setRules = defineChange({
  kind: 'change',
  name: 'rules.set',
  summary: { en: 'Change a rule of this state', zh: '修改此状态的规则' },
  past: { en: 'set', zh: '已设置' },
  options: {
    key: {
      type: 'text',
      label: { en: 'rule', zh: '规则' },
      help: { en: 'which rule; a file may have a column of that name instead', zh: '规则名；文件可改用同名列' },
      question: { en: 'which rule', zh: '规则名' },
      metavar: 'KEY',
    },
  },
  first: 'key',
  fills: ['key'],
  row: {
    key: {
      type: 'text',
      required: true,
      label: { en: 'rule', zh: '规则' },
      help: { en: 'which rule', zh: '规则名' },
      metavar: 'KEY',
    },
    value: {
      type: 'text',
      required: true,
      label: { en: 'value', zh: '值' },
      help: { en: 'the new value', zh: '新值' },
      metavar: 'VALUE',
    },
  },
  argument: 'value',
  right: 'rules.set',
  effect: 'reversible',
  examples: [
    {
      command: 'adctl rules set batch_interrupted_seconds 60',
      does: { en: 'wait a minute before a batch counts as interrupted', zh: '一分钟无进展才视为中断' },
    },
    {
      command: 'adctl rules show | adctl rules set --from - --dry-run',
      does: { en: 'rehearse the rules of a file', zh: '预演文件中的规则' },
    },
  ],
  load: (l, rows) => l.need({ kind: 'rules', by: 'key', values: rows.map(({ key }) => key), fields: ['key', 'value'] }),
  subject: (_v, row) => ({ target: row.key, places: [] }),
  decide(v, ctx, row, options) {
    const { key } = row;
    if (options.key !== undefined && options.key !== key) {
      const expected = { en: `${options.key}, the rule that was named`, zh: `所指定的规则 ${options.key}` };
      return refuse('VALUE_INVALID', { field: 'key', value: key, expected });
    }
    const rule = (RULES as Readonly<Record<string, RuleDef>>)[key];
    if (!rule) return noRule(key);
    const value = Number(row.value);
    if (!/^\d{1,15}$/.test(row.value) || value < rule.least || value > rule.most) {
      const range = `${rule.least}..${rule.most}`;
      const expected = { en: `a whole number, ${range}`, zh: `整数，${range}` };
      return refuse('VALUE_INVALID', { field: key, value: row.value, expected });
    }
    if (ctx.rules[key as keyof typeof RULES] === value) return { unchanged: 'SAME' };
    const patch = v.get('rules', key)
      ? ({ set: 'rules', key, fields: { value } } as const)
      : ({ insert: 'rules', key, row: { key, value } } as const);
    return { ok: [patch] };
  },
});
