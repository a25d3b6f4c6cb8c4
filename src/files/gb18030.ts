/** GB18030 out, for spreadsheets that know nothing else. In, it is Node's own decoder. */
import iconv from 'iconv-lite';

export const encodeGb18030 = (text: string): Buffer => iconv.encode(text, 'gb18030');
