import { AdctlError } from '../../domain/refusal.ts';
import { noRule, RULES, type RuleDef } from '../../domain/rules.ts';
import { defineQuery } from '../define.ts';

export const showRules = defineQuery({
  kind: 'query',
  name: 'rules.show',
  summary: { en: 'Show the rules of this state', zh: '查看此状态的规则' },
  input: {
    key: {
      type: 'text',
      label: { en: 'rule', zh: '规则' },
      help: { en: 'only this rule', zh: '只看该规则' },
      metavar: 'KEY',
    },
  },
  argument: { field: 'key' },
  columns: {
    columns: [
      { key: 'key', type: 'text', label: { en: 'Rule', zh: '规则' } },
      { key: 'value', type: 'integer', label: { en: 'Value', zh: '值' } },
      { key: 'default', type: 'integer', label: { en: 'Default', zh: '默认值' } },
      { key: 'least', type: 'integer', label: { en: 'Least', zh: '最小值' } },
      { key: 'most', type: 'integer', label: { en: 'Most', zh: '最大值' } },
    ],
  },
  right: 'rules.show',
  scope: { none: { en: 'rules are the same for everybody', zh: '规则对所有人相同' } },
  examples: [
    { command: 'adctl rules show', does: { en: 'all rules', zh: '全部规则' } },
    { command: 'adctl rules show batch_interrupted_seconds', does: { en: 'one rule', zh: '一条规则' } },
  ],
  async *run(_tx, ctx, input) {
    const names = Object.keys(RULES) as (keyof typeof RULES)[];
    const chosen = input.key ? names.filter((name) => name === input.key) : names;
    if (chosen.length === 0) {
      const { refuse, details } = noRule(input.key ?? '');
      throw new AdctlError(refuse, details);
    }
    const row = (name: keyof typeof RULES) => {
      const rule: RuleDef = RULES[name];
      return [name, ctx.rules[name], rule.default, rule.least, rule.most];
    };
    yield { columns: ['key', 'value', 'default', 'least', 'most'], rows: chosen.map(row) };
    return {};
  },
});
