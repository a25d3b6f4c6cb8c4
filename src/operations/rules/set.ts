import { nearest } from '../../domain/nearest.ts';
import { refuse } from '../../domain/refusal.ts';
import { RULES, type RuleDef } from '../../domain/rules.ts';
import { defineChange } from '../define.ts';

export const setRules = defineChange({
  kind: 'change',
  name: 'rules.set',
  summary: { en: 'Change a rule of this state', zh: '修改此状态的规则' },
  past: { en: 'set', zh: '已设置' },
  options: {
    value: {
      type: 'integer',
      required: true,
      label: { en: 'value', zh: '值' },
      help: { en: 'the new value', zh: '新值' },
      metavar: 'N',
    },
  },
  row: {
    key: {
      type: 'text',
      required: true,
      label: { en: 'rule', zh: '规则' },
      help: { en: 'which rule', zh: '规则名' },
      metavar: 'KEY',
    },
  },
  argument: 'key',
  right: 'rules.set',
  effect: 'reversible',
  examples: [
    {
      command: 'adctl rules set batch_interrupted_seconds --value 60',
      does: { en: 'wait a minute before a batch counts as interrupted', zh: '一分钟无进展才视为中断' },
    },
    {
      command: 'adctl rules set batch_interrupted_seconds --value 30 --dry-run',
      does: { en: 'rehearse it', zh: '预演' },
    },
  ],
  load: (l, rows) => l.need({ kind: 'rules', by: 'key', values: rows.map((row) => row.key), fields: ['key', 'value'] }),
  subject: (_v, row) => ({ target: row.key, places: [] }),
  decide(v, ctx, row, options) {
    const rule = (RULES as Readonly<Record<string, RuleDef>>)[row.key];
    if (!rule)
      return refuse('NOT_FOUND', {
        kind: { en: 'rule', zh: '规则' },
        value: row.key,
        nearest: nearest(row.key, Object.keys(RULES)),
      });
    const { value } = options;
    if (value < rule.least || value > rule.most) {
      const range = `${rule.least}..${rule.most}`;
      return refuse('VALUE_INVALID', { field: row.key, value, expected: { en: range, zh: range } });
    }
    if (ctx.rules[row.key as keyof typeof RULES] === value) return { unchanged: 'SAME' };
    const old = v.get('rules', row.key);
    return {
      ok: [
        old
          ? { set: 'rules', key: row.key, fields: { value } }
          : { insert: 'rules', key: row.key, row: { key: row.key, value } },
      ],
    };
  },
});
