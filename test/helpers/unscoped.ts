/** A store whose reads forget what the actor may see: what isolation must not survive (MEM-4). */
import { EVERYTHING } from '../../src/domain/scope.ts';
import type { ReadTx, Sight, Store } from '../../src/store/port.ts';

const SCOPED: ReadonlySet<unknown> = new Set(['list', 'count', 'tally', 'rows', 'survey'] satisfies (keyof ReadTx)[]);

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
    rebuild: (options, told) => store.rebuild(options, told),
    compact: (options, before, dryRun) => store.compact(options, before, dryRun),
    restorable: (from) => store.restorable(from),
    restore: (from, header, timeoutMs) => store.restore(from, header, timeoutMs),
    info: () => store.info(),
    check: () => store.check(),
    backup: (file) => store.backup(file),
    close: () => store.close(),
  };
}
