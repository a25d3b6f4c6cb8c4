/** What stands where something is not shown: the same in every language, since before and after are data. */
import type { Text } from './text.ts';

const COVER = '•••';

/** A name that its reader may not see (MEM-4). */
export const HIDDEN = COVER;
/** A personal value that is there while its key is not. */
export const LOST = COVER;
/** A personal value that messages, batches and the log do not repeat. */
export const WITHHELD = COVER;

/** Each meaning in a sentence. */
export const COVERS: readonly (readonly [mark: string, means: Text])[] = [
  [
    HIDDEN,
    {
      en: 'in the log and in results: something that you may not see; a message says "another business unit"',
      zh: '在日志和结果中：您无权查看的内容；消息中则为“其他业务单元”等',
    },
  ],
  [
    LOST,
    {
      en: 'in a personal field: a value is there, and its key is lost, erased or not at hand',
      zh: '在个人信息字段中：有值，但其密钥已丢失、已销毁或不可用',
    },
  ],
  [
    WITHHELD,
    {
      en: 'in a message, a batch or the log: personal data that was typed or revealed, and is not repeated',
      zh: '在消息、批次或日志中：输入或查看过的个人信息，不再重复显示',
    },
  ],
];
