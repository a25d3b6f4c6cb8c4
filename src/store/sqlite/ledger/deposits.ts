/** Deposits: for an agency's managers and the operator, whoever sees its money besides (MEM-3). */
import { among, type Lens } from '../lens.ts';
import { column, or, raw, type Sql, sql, TRUE } from '../sql.ts';

const place = (holder: Sql): Sql => sql`substr(${holder}, instr(${holder}, ':') + 1)`;

/** Whether what the holder deposited is shown. */
export const depositSeen = (lens: Lens, holder: Sql): Sql =>
  lens.throughFunds((inner, funds) => among(inner, funds.agencies, place(holder))) ?? TRUE;

/** Where a list shows what was deposited. */
export const unlessDeposit = (lens: Lens, t: string, deposit: string, holder = 'holder'): Sql =>
  or([raw(`NOT (${deposit})`), depositSeen(lens, column(t, holder))]);
