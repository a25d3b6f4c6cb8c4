/** Files as people have them. The folder is not part of the project; without it these tests are skipped. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Schema } from '../../src/domain/schema.ts';
import { type Everything, everything } from './helpers.ts';

const data = resolve(import.meta.dirname, '../../../shared/data');
const there = existsSync(data);

const text = (name: string): Buffer => {
  const bytes = readFileSync(resolve(data, name));
  return name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
};
const fields = (headers: Record<string, string>): Schema =>
  Object.fromEntries(
    Object.entries(headers).map(([name, header]) => [
      name,
      { type: 'text', label: { en: header, zh: header }, help: { en: '', zh: '' } },
    ]),
  );
const read = (bytes: Buffer, headers: Record<string, string>): Promise<Everything> =>
  everything(bytes, { schema: fields(headers), writing: false, extraIgnored: [] });
const tally = ({ rows }: Everything, field: string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { cells } of rows) counts[cells[field] ?? '-'] = (counts[cells[field] ?? '-'] ?? 0) + 1;
  return counts;
};

describe.skipIf(!there)(`real files${there ? '' : ' (skipped: ../shared/data is absent)'}`, () => {
  it('leads wrapped whole in one quoted field are rows with too few cells', async () => {
    const leads = await read(text('leads/xeducation_leads.csv.gz'), { id: 'Prospect ID', converted: 'Converted' });
    expect(leads.opened.rows).toBe(9240);
    expect(leads.rows.filter((row) => row.bad)).toHaveLength(338);
    expect(leads.original.filter((row) => row.cells.length === 1)).toHaveLength(338);
  });
  it('organisations with newlines inside quotes', async () => {
    const sites = await read(text('leads/chicago_sites_messy_input.csv'), { id: 'Id', phone: 'Phone' });
    expect(sites.opened.rows).toBe(3337);
    expect(sites.rows.filter((row) => row.bad)).toEqual([]);
    expect(sites.original.some((row) => row.cells.some((text) => text.includes('\n')))).toBe(true);
  });
  it('a spoilt phone reaches the caller as it is', async () => {
    const truth = await read(text('leads/chicago_sites_true_ids.csv'), { id: 'Id', phone: 'Phone' });
    expect(truth.rows.filter((row) => row.cells['phone'] === '7.73E+016')).toHaveLength(1);
  });
  it('people, with blanks after every separator', async () => {
    const people = await read(text('leads/febrl_dataset1.csv'), { id: 'rec_id', name: 'given_name', code: 'postcode' });
    expect(people.opened.rows).toBe(1000);
    expect(people.rows[0]!.cells).toEqual({ id: 'rec-223-org', name: '', code: '4011' });
  });
  it('tickets over many physical lines', async () => {
    const tickets = await read(text('tickets/customer_support_tickets_multiline.csv.gz'), {
      id: 'Ticket ID',
      status: 'Ticket Status',
    });
    expect(tickets.opened.rows).toBe(8469);
    expect(tally(tickets, 'status')).toEqual({
      'Pending Customer Response': 2881,
      Open: 2819,
      Closed: 2769,
    });
  });
  it('a GBK statement, from its header on', async () => {
    const bytes = text('funds/alipay/alipay_records_gbk.csv');
    let start = 0;
    for (let line = 0; line < 24; line++) start = bytes.indexOf(0x0a, start) + 1;
    const bill = await read(bytes.subarray(start), { time: '交易时间', direction: '收/支', amount: '金额' });
    expect(bill.opened.encoding).toBe('gb18030');
    expect(bill.rows[0]).toMatchObject({ cells: { time: '2023-02-12 21:32:14', direction: '支出', amount: '49.74' } });
  });
  it('short and legal names: every row', async () => {
    const names = text('orgs/cn_listed_short_full_names.csv');
    const header = names.toString('utf8', 0, names.indexOf(0x0a)).trim().split(',');
    const read1 = await read(names, Object.fromEntries(header.map((name, i) => [`f${i}`, name])));
    expect(read1.opened.rows).toBe(7828);
  });
});
