/** cli.md "Changes": what is missing is asked for in words; how several are typed, or when it may be left out, is for help. */
import { expect, test } from 'vitest';
import { askedFor } from '../../src/cli/flags.ts';
import type { Schema } from '../../src/domain/schema.ts';
import { operationNamed, REGISTRY } from '../../src/operations/registry.ts';

const NOT_ASKED = {
  en: /;|repeat|a,b|several|^only\b|^where\b|^for rows|needed|not given|default|clears/,
  zh: /[；;]|可重复|不填|默认|时使用|必填|清除|^未写/,
} as const;

/** What may be asked for: what must be there, and what the rules of a change may miss. */
async function asked(): Promise<readonly (readonly [where: string, field: Schema[string]])[]> {
  const operations = await Promise.all(Object.keys(REGISTRY).map((name) => operationNamed(name)));
  return operations.flatMap((op) => {
    const schema: Schema = op.kind === 'query' ? op.input : { ...op.row, ...op.options };
    return Object.entries(schema)
      .filter(([, field]) => !field.internal && field.type !== 'flag')
      .filter(([name, field]) => field.required || (op.kind === 'change' && (op.rowFlags || name in op.options)))
      .map(([name, field]) => [`${op.name} ${name}`, field] as const);
  });
}

test('no question is a piece of help', async () => {
  const bad: string[] = [];
  for (const [where, field] of await asked())
    for (const lang of ['en', 'zh'] as const) {
      const question = askedFor(field, lang);
      if (NOT_ASKED[lang].test(question)) bad.push(`${where}: ${question}`);
    }
  expect(bad).toEqual([]);
});
