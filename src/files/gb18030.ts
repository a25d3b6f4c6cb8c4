/**
 * GB18030 out, for spreadsheets that know nothing else. In, it is Node's own decoder, which has every character but 19
 * of private use: GB 18030-2022 gave the places of U+E78D…E796 and eight others to standard characters.
 */
import iconv from 'iconv-lite';

export const encodeGb18030 = (text: string): Buffer => iconv.encode(text, 'gb18030');
