/** A store whose reads forget what the actor may see: what isolation must not survive (MEM-4). */
import { EVERYTHING } from '../../src/domain/scope.ts';
import type { ReadTx, Sight, Store } from '../../src/store/port.ts';

const SCOPED: ReadonlySet<unknown> = new Set(['list', 'count', 'rows', 'survey'] satisfies (keyof ReadTx)[]);

function blind<T extends ReadTx>(tx: T): T {
  return new Proxy(tx, {
    get(target, name) {
      const value = Reflect.get(target, name) as unknown;
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) =>
        Reflect.apply(value, target, SCOPED.has(name) ? [args[0], { ...(args[1] as Sight), scope: EVERYTHING }] : args);
    },
  });
}

export function withoutScope(store: Store): Store {
  return {
    read: (f) => store.read((tx) => f(blind(tx))),
    write: (options, f) => store.write(options, (tx) => f(blind(tx))),
    contended: () => store.contended(),
    identity: () => store.identity(),
    rebuild: (...given) => store.rebuild(...given),
    compactable: (before) => store.compactable(before),
    dropSpent: (...given) => store.dropSpent(...given),
    giveBack: (...given) => store.giveBack(...given),
    restorable: (...given) => store.restorable(...given),
    restore: (...given) => store.restore(...given),
    info: () => store.info(),
    check: (watch) => store.check(watch),
    backup: (...given) => store.backup(...given),
    close: () => store.close(),
  };
}
