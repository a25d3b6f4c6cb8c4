/** What an operating system's error codes mean, whichever file they are about. */
import type { Text } from './text.ts';

const NO_PERMISSION: Text = { en: 'permission denied', zh: '没有权限' };
const NO_ROOM: Text = { en: 'no room left on its disk', zh: '磁盘空间不足' };

export const SYSTEM_WORDS: Readonly<Record<string, Text>> = {
  EISDIR: { en: 'it is a directory', zh: '它是一个目录' },
  EACCES: NO_PERMISSION,
  EPERM: NO_PERMISSION,
  ENOSPC: NO_ROOM,
  EDQUOT: NO_ROOM,
  ENOENT: { en: 'its folder is missing', zh: '其目录不存在' },
  ENOTDIR: { en: 'its path leads through a file', zh: '其路径中有一段是文件' },
  ENAMETOOLONG: { en: 'its name is too long', zh: '文件名过长' },
  ELOOP: { en: 'its path is a circle of links', zh: '其路径中的链接成环' },
  EROFS: { en: 'it is on a read-only disk', zh: '磁盘为只读' },
};
