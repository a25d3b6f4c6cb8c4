/**
 * GB18030 out, for spreadsheets that know nothing else. In, it is Node's own decoder, which has every character but 19
 * of private use: GB 18030-2022 gave the places of 18 of them to standard characters, and U+E5E5 never had one.
 */
import iconv from 'iconv-lite';

export const encodeGb18030 = (text: string): Buffer => iconv.encode(text, 'gb18030');
