/** Files that the commands read, made in the working folder first. */
import { utils, write } from '@e965/xlsx';

/** A workbook of two sheets: ids as texts and as numbers, one that lost its digits, an error. */
function workbook(): Buffer {
  const cells = [
    ['账户ID', '备注'],
    ['20000001', '好'],
    [20000002, { t: 'e', v: 42 }],
    [77300000000000000, '坏'],
  ];
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(cells), '账户');
  utils.book_append_sheet(book, utils.aoa_to_sheet([['id'], ['20000003']]), 'more');
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

export const FILES: Readonly<Record<string, string | Buffer>> = {
  'ids.xlsx': workbook(),
  'cut.xlsx': workbook().subarray(0, 900),
  'list.json': '[\n{"id":"20000001","name":"a"},\n{"id":20000002}\n]\n',
  'open.json': '[{"id":"20000001"},\n',
  'ids.csv': '账户ID,备注\r\n20000001,好\r\n 20000002 ,\r\n20000001,又一次\r\n7.73E+016,\r\n99999999,\r\nabc,\r\n',
  'tokens.csv':
    '名称,成员,有效期,只读,允许的地址\n报表,li.na,2026-02-01,是,10.0.0.0/8;::1\n脚本,,never,,\n旧,,2025-01-01,,\n坏,,,,10.1.1.1/8\n',
  'open.csv': 'id\n"20000001\n',
  'empty.csv': '',
  'header.csv': 'id,name\n',
  'foreign.csv': 'colour,size\nred,1\n',
  'new.csv':
    'platform,id,name,entity,daily_budget,status\ntencent,70000001,甲,e_gree,500,active\ntencent,70000002,乙,e_gree,1e3,active\ntencent,70000003,,e_gree,1,active\nx y,70000004,丁,,1,active\n',
  'wrong.csv': 'platform,id,nmae\ntencent,70000001,甲\n',
  'orgs.csv':
    'kind,name,licence,group,id\nentity,新主体有限公司,91110000600037341L,新集团,e_new\ngroup,新集团,,,g_new\nentity,错号有限公司,91110000600037341N,,\n',
  'members.csv':
    'login,name,phone,role,org\nnew.one,新一,13800001234,eC,e_gree\nnew.two,新二,12,eC,e_gree\nNEW,大写,,,\n',
  'diff.csv': '账户ID,账户名称,状态,日预算\r\n20000001,别名,已暂停,500\r\n99999998,不在此,有效,1\r\nabc,,,\r\n',
};
