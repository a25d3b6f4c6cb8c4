/**
 * Whether the ledger holds (FUND-10): each invariant has a name, and the first offence of each is told. What the log says
 * of it is compared; whether the log itself is whole is for `audit verify`.
 */
import type { Finding } from '../../../domain/question.ts';
import type { Watch } from '../../port.ts';
import type { Session } from '../session.ts';
import { BookTable } from './book-table.ts';
import { holdsKept, referencesOnce, returnsWithin } from './check-beside.ts';
import { daysKept } from './check-days.ts';
import { guardsStand } from './check-guards.ts';
import { lotsKept } from './check-lots.ts';
import { plansKept } from './check-plans.ts';
import { recordsKept } from './check-records.ts';
import { resultsKept, statedKept } from './check-results.ts';
import { reversedTwice } from './check-reversals.ts';
import { SpentSum, spentAnew } from './check-spent.ts';
import { type Found, LedgerWalk } from './check-walk.ts';

/** Yields undefined at moments at which it may stop. */
export function* checkLedger(session: Session, watch?: Watch): Found {
  const named = new Set<string>();
  for (const finding of parts(session, watch)) {
    if (finding && named.has(finding.code)) continue;
    if (finding) named.add(finding.code);
    yield finding;
  }
}

function* parts(session: Session, watch: Watch | undefined): Generator<Finding | undefined> {
  yield* guardsStand(session);
  yield undefined;
  const books = new BookTable(session);
  const spent = new SpentSum(session, books);
  yield* new LedgerWalk(session, books, spent, watch).all();
  yield undefined;
  yield* referencesOnce(session);
  yield undefined;
  yield* reversedTwice(session);
  yield undefined;
  yield* lotsKept(session);
  yield undefined;
  yield* holdsKept(session);
  yield undefined;
  yield* recordsKept(session);
  yield undefined;
  yield* plansKept(session);
  yield undefined;
  yield* resultsKept(session, 'money');
  yield* statedKept(session);
  yield undefined;
  yield* returnsWithin(session);
  yield undefined;
  yield* daysKept(session, spent);
  if (!spent.same) yield* spentAnew(session);
}
