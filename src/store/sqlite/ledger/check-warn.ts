/** What is no fault of the ledger, and yet worth a look: money consumed beyond all there was, days that two sources told of. */
import { formatMinor } from '../../../domain/money.ts';
import type { Session } from '../session.ts';
import { raw } from '../sql.ts';
import { exact } from './ahead.ts';
import type { Found } from './check-walk.ts';

const MOMENT = 5_000;

export function* warnings(session: Session): Found {
  yield* overdrafts(session);
  yield* twoSources(session);
}

function* overdrafts(session: Session): Found {
  const open = `SELECT h.holder, b.currency, b.purse, b.balance FROM books b JOIN holders h ON h.id = b.holder
    WHERE b.kind = 'overdraft' AND b.balance <> 0 AND b.holder <> 1 ORDER BY b.id`;
  for (const [holder, currency, purse, balance] of exact<[string, string, string, bigint]>(session, open))
    yield {
      code: 'LEDGER_OVERDRAFT',
      details: { holder, purse, overdraft: formatMinor(-balance, currency), currency },
    };
}

/** Both may be right, for other products; more often the same was booked twice. */
function* twoSources(session: Session): Found {
  const days =
    raw(`SELECT t.holder, t.day, group_concat(DISTINCT ifnull(t.source, 'by hand')) FROM ledger_transactions t
    INDEXED BY ledger_transactions_day WHERE t.day IS NOT NULL AND t.movement = 'consume'
      AND NOT EXISTS (SELECT 1 FROM ledger_transactions x WHERE x.reverses = t.id)
    GROUP BY t.holder, t.day HAVING count(DISTINCT ifnull(t.source, '')) > 1`);
  let n = 0;
  for (const [holder, day, sources] of session.iterate<[string, string, string]>(days)) {
    if (++n % MOMENT === 0) yield undefined;
    yield { code: 'LEDGER_SOURCES', details: { holder, day, sources: sources.split(',').toSorted().join(', ') } };
  }
}
