/** What each statement took, for `-v`: by its text, without the values, which may be somebody's data. */
import type { SqlTimes } from '../port.ts';
import type { Statement, Timed } from './session.ts';

const METHODS: ReadonlySet<PropertyKey> = new Set(['all', 'get', 'run', 'iterate']);

export function timing(into: SqlTimes): Timed {
  const spent = <T>(text: string, runs: number, work: () => T): T => {
    const start = performance.now();
    try {
      return work();
    } finally {
      const { count, ms } = into.get(text) ?? { count: 0, ms: 0 };
      into.set(text, { count: count + runs, ms: ms + performance.now() - start });
    }
  };
  /** What its reader does between two rows takes none of the statement's time. */
  function* stepped<T>(text: string, rows: Iterator<T>): Generator<T> {
    try {
      for (;;) {
        const next = spent(text, 0, () => rows.next());
        if (next.done) return;
        yield next.value;
      }
    } finally {
      rows.return?.();
    }
  }
  return (statement, text) =>
    new Proxy(statement, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        if (!METHODS.has(name)) return value.bind(target);
        return (...values: unknown[]) => {
          const found: unknown = spent(text, 1, () => value.apply(target, values));
          return name === 'iterate' ? stepped(text, found as ReturnType<Statement['iterate']>) : found;
        };
      },
    });
}
