/** Files given and files written. */
import { errors } from './define.ts';

export const FILE_ERRORS = errors({
  FILE_NOT_FOUND: {
    exit: 3,
    http: 404,
    message: { en: 'no file {file}', zh: '文件 {file} 不存在' },
    hint: {
      en: 'look at the path; it begins in the folder that you are in, unless at /',
      zh: '请检查路径；不以 / 开头时从当前目录算起',
    },
  },
  FILE_EXISTS: {
    exit: 5,
    http: 409,
    message: { en: '{file} exists already', zh: '{file} 已存在' },
    hint: { en: 'choose another name or remove it first', zh: '请换一个文件名或先删除它' },
  },
  FILE_UNREADABLE: {
    exit: 2,
    http: 400,
    message: { en: 'cannot use {file}: {reason}', zh: '无法使用 {file}：{reason}' },
    hint: { en: 'mend that, or name another file', zh: '请解决该问题，或换一个文件' },
  },
  OUTPUT_FILE: {
    exit: 2,
    http: 400,
    message: { en: 'cannot write {file}: {reason}', zh: '无法写入 {file}：{reason}' },
    hint: { en: 'nothing was changed; name another file', zh: '未做任何更改；请换一个文件' },
  },
  FILE_STRUCTURE: {
    exit: 2,
    http: 400,
    message: {
      en: '{file}, line {line}, column {column}: {reason}',
      zh: '{file} 第 {line} 行第 {column} 列：{reason}',
    },
    hint: { en: 'nothing was changed; mend the file and run again', zh: '未做任何更改；请修正文件后重试' },
  },
  FILE_HEADER: {
    exit: 2,
    http: 400,
    message: { en: '{file}: no usable header; {reason}', zh: '{file}：没有可用的表头；{reason}' },
    hint: {
      en: '--template prints the headers that fit; one column without a header: (echo {column}; cat FILE) | adctl … --from -',
      zh: '用 --template 打印可用的表头；仅有一列且无表头时：(echo {column}; cat 文件) | adctl … --from -',
    },
    otherwise: { en: '--template prints the headers that fit', zh: '用 --template 打印可用的表头' },
  },
  SHEET_OTHER: {
    exit: 2,
    http: 400,
    message: {
      en: '{file}: sheet "{sheet}" has no header that fits, sheet "{other}" has',
      zh: '{file}：工作表“{sheet}”没有可用的表头，工作表“{other}”有',
    },
    hint: { en: 'read that one: --sheet "{other}"', zh: '请读取该工作表：--sheet "{other}"' },
    instead: [
      {
        given: 'empty',
        message: {
          en: '{file}: sheet "{sheet}" has no rows, sheet "{other}" has',
          zh: '{file}：工作表“{sheet}”没有数据行，工作表“{other}”有',
        },
      },
    ],
  },
  FILE_RESULTS: {
    exit: 2,
    http: 400,
    message: {
      en: '{file} is a file of results: it says what became of rows, and holds no amounts',
      zh: '{file} 是结果文件：只记录各行的处理结果，不含金额',
    },
    hint: {
      en: 'feed the original file once more with the same --reference (what is done stays unchanged), or what --failed FILE wrote',
      zh: '请以相同的 --reference 重新导入原文件（已完成的行不会重复执行），或导入 --failed 写出的文件',
    },
  },
  FILE_TITLE: {
    exit: 2,
    http: 400,
    message: {
      en: '{file}: the header is not the first row; row {row} looks like it: {found}',
      zh: '{file}：首行不是表头；第 {row} 行可能是表头：{found}',
    },
    hint: {
      en: 'take out what stands above it (blank rows are not counted)',
      zh: '请删除其上方的内容（空行不计）',
    },
  },
  SHEET_DAMAGED: {
    exit: 2,
    http: 400,
    message: {
      en: '{file} is damaged, or is no spreadsheet that can be read',
      zh: '{file} 已损坏，或不是可读取的电子表格',
    },
    hint: { en: 'open it, save it as XLSX or CSV and run again', zh: '请打开该文件，另存为 XLSX 或 CSV 后重试' },
  },
  SHEET_PROTECTED: {
    exit: 2,
    http: 400,
    message: { en: '{file} is protected by a password', zh: '{file} 受密码保护' },
    hint: { en: 'save it without the password and run again', zh: '请取消密码另存后重试' },
  },
  SHEET_TOO_LARGE: {
    exit: 2,
    http: 400,
    message: { en: '{file}: {reason}', zh: '{file}：{reason}' },
    hint: { en: 'use CSV, which knows no limit', zh: '请改用 CSV，行数不限' },
  },
  SHEET_UNKNOWN: {
    exit: 2,
    http: 400,
    message: { en: '{file} has no sheet "{sheet}"', zh: '{file} 中没有工作表“{sheet}”' },
    hint: { en: 'its sheets: {sheets}', zh: '现有工作表：{sheets}' },
  },
  CELL_ERROR: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: { en: 'the cell "{column}" holds an error: {value}', zh: '单元格“{column}”为错误值 {value}' },
    brief: { en: 'an error in a cell', zh: '单元格为错误值' },
    hint: { en: 'mend the formula in the sheet, save it and feed it again', zh: '请在表格中修正公式，保存后重新导入' },
  },
  BINARY_TERMINAL: {
    exit: 2,
    http: 400,
    message: { en: 'XLSX is not for a terminal', zh: 'XLSX 不能输出到终端' },
    hint: { en: 'send it to a file: > list.xlsx', zh: '请重定向到文件：> list.xlsx' },
  },
  OUTPUT_LOST: {
    exit: 1,
    http: 500,
    message: { en: '{file} could not be written: {reason}', zh: '{file} 未能写入：{reason}' },
    hint: { en: 'the run itself is through; {advice}', zh: '操作本身已完成；{advice}' },
  },
  COLUMN_UNKNOWN: {
    exit: 2,
    http: 400,
    message: { en: '{file}: unknown column "{column}"', zh: '{file}：未知列“{column}”' },
    hint: { en: '{advice}', zh: '{advice}' },
  },
  ROW_SHAPE: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: {
      en: 'the row has {found} cells, the header {expected}',
      zh: '该行有 {found} 个单元格，表头有 {expected} 个',
    },
    brief: { en: 'number of cells differs from the header', zh: '单元格数与表头不符' },
    hint: { en: 'a value that holds the separator stands in quotes', zh: '含分隔符的值请加引号' },
  },
  ROW_JSON: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: { en: 'not a JSON object with plain values', zh: '不是由普通值组成的 JSON 对象' },
    hint: { en: 'give one object for each row, with no object inside it', zh: '每行一个对象，对象内不再嵌套对象' },
  },
});
