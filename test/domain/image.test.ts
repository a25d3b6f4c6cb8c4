/** Before and after of a row that changed several records. */
import { expect, test } from 'vitest';
import type { Fields } from '../../src/domain/audit.ts';
import { imageOf } from '../../src/execution/image.ts';
import type { Vault } from '../../src/execution/vault.ts';

test('MEM-4 records that are covered alike stay apart in before and after', () => {
  const relation = (after: Fields | null) =>
    ({ kind: 'relation', key: 't:1/•••/bound/service', before: after ? null : {}, after }) as const;
  const { before, after } = imageOf([relation(null), relation(null), relation(null)], {} as Vault, 't:1');
  const further = 'relation t:1/•••/bound/service';
  expect(Object.keys(before as object)).toEqual([
    ...Object.keys({ account: 0, member: 0, source: 0, system: 0 }),
    further,
    `${further} (2)`,
  ]);
  expect(after).toEqual({});
});
