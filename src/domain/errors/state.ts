/** Locks, the state and what carries it. */
import { errors } from './define.ts';

export const STATE_ERRORS = errors({
  LOCKED: {
    exit: 9,
    http: 503,
    message: { en: 'another process is writing to the state{holder}', zh: '另一进程正在写入状态{holder}' },
    hint: { en: 'try again, or wait longer with --lock-timeout', zh: '请重试，或用 --lock-timeout 延长等待' },
  },
  STATE_NEWER: {
    exit: 9,
    http: 503,
    message: {
      en: '{file} was written by a newer adctl (schema {found}, this one knows {known})',
      zh: '{file} 由更新版本的 adctl 写入（结构 {found}，本版本为 {known}）',
    },
    hint: { en: 'update adctl', zh: '请升级 adctl' },
  },
  STATE_UPGRADED: {
    exit: 9,
    http: 503,
    message: { en: 'the state was upgraded while this command ran', zh: '命令执行期间状态已被升级' },
    hint: { en: 'run the command again', zh: '请重新执行命令' },
  },
  STATE_RESTORED: {
    exit: 9,
    http: 503,
    message: { en: 'the state was restored from a backup while this command ran', zh: '命令执行期间状态已从备份恢复' },
    hint: {
      en: 'look at what the state holds now, then run the command again',
      zh: '请先查看当前状态，再重新执行命令',
    },
  },
  KEY_ROTATED: {
    exit: 9,
    http: 503,
    message: { en: 'the state got a new key while this command ran', zh: '命令执行期间状态已更换密钥' },
    hint: { en: 'run the command again', zh: '请重新执行命令' },
  },
  STATE_ITSELF: {
    exit: 2,
    http: 400,
    message: { en: '{file} is the state itself, not a backup of it', zh: '{file} 就是当前状态，不是备份' },
    hint: { en: 'name a file that adctl state backup made', zh: '请指定由 adctl state backup 生成的文件' },
  },
  WORK_INTERRUPTED: {
    exit: 130,
    http: 499,
    message: { en: 'interrupted: {done}', zh: '已中断：{done}' },
    hint: { en: 'to do it again: {again}', zh: '重新执行：{again}' },
  },
  PART_CRASHED: {
    exit: 1,
    http: 500,
    message: {
      en: 'the process that worked on the whole of {file} crashed ({end}); what it was to find or do is not known, the file is as it was',
      zh: '处理整个 {file} 的进程异常终止（{end}）；结果未知，文件保持原样',
    },
    hint: {
      en: 'look at the memory and the disk of this machine, then run it again',
      zh: '请检查本机内存与磁盘后重试',
    },
  },
  STATE_OTHER: {
    exit: 5,
    http: 409,
    message: { en: '{from} is a backup of another state than {file}', zh: '{from} 不是 {file} 的备份' },
    hint: {
      en: 'restore it into a new file: adctl state restore {from} --db NEW.db',
      zh: '请恢复到新文件：adctl state restore {from} --db NEW.db',
    },
  },
  STATE_FOREIGN: {
    exit: 1,
    http: 500,
    message: { en: '{file} is not an adctl state', zh: '{file} 不是 adctl 状态文件' },
    hint: {
      en: 'name a state by --db; a file that is not there yet is made',
      zh: '请用 --db 指定状态文件；不存在的文件会新建',
    },
  },
  STATE_DAMAGED: {
    exit: 1,
    http: 500,
    message: { en: 'the state {file} is damaged: {reason}', zh: '状态 {file} 已损坏：{reason}' },
    hint: {
      en: 'put a backup in its place: adctl state restore BACKUP',
      zh: '请用备份恢复：adctl state restore 备份文件',
    },
  },
  DISK_FULL: {
    exit: 1,
    http: 507,
    message: { en: 'no room left on the disk of {file}', zh: '{file} 所在磁盘空间不足' },
    hint: {
      en: 'what was reported as done is kept; free space and run again',
      zh: '已报告完成的内容均已保存；请清理空间后重试',
    },
  },
  STATE_READONLY: {
    exit: 1,
    http: 500,
    message: { en: 'cannot write to {file}: it or its folder is read-only', zh: '无法写入 {file}：文件或其目录为只读' },
    hint: {
      en: 'SQLite needs to write beside it even to read; copy it to where you may write, then add --db COPY',
      zh: 'SQLite 读取时也需在其旁写入；请复制到可写的位置，并加 --db 副本',
    },
  },
  STATE_UNWRITABLE: {
    exit: 1,
    http: 507,
    message: {
      en: 'the system refused to read or write the state {file}: {reason}',
      zh: '系统拒绝读写状态 {file}：{reason}',
    },
    hint: {
      en: 'what was reported as done is kept; look at quotas, ulimit -f and the disk, then run again',
      zh: '已报告完成的内容均已保存；请检查配额、ulimit -f 与磁盘后重试',
    },
  },
  CLOCK_BACK: {
    exit: 0,
    http: 200,
    message: {
      en: 'the clock says {now}, but the log was last written at {last}; the log keeps its order, its times do not',
      zh: '当前时钟为 {now}，而日志最后写入于 {last}；日志次序不受影响，但时间将倒退',
    },
    hint: { en: 'look at the clock of this machine', zh: '请检查本机时钟' },
  },
  DRIVER_UNSUPPORTED: {
    exit: 1,
    http: 500,
    message: {
      en: 'better-sqlite3 {driver} does not work on Node {node}',
      zh: 'better-sqlite3 {driver} 不支持 Node {node}',
    },
    hint: {
      en: 'install better-sqlite3 12, or use Node 22 or later',
      zh: '请安装 better-sqlite3 12，或使用 Node 22 及以上',
    },
  },
  DRIVER_UNUSABLE: {
    exit: 1,
    http: 500,
    message: {
      en: 'the SQLite driver cannot be loaded by Node {node}: {reason}',
      zh: 'Node {node} 无法加载 SQLite 驱动：{reason}',
    },
    hint: {
      en: 'install the dependencies again with the Node that runs adctl: npm ci, or npm rebuild better-sqlite3',
      zh: '请用运行 adctl 的 Node 重新安装依赖：npm ci，或 npm rebuild better-sqlite3',
    },
  },
  ENGINE_UNSUPPORTED: {
    exit: 1,
    http: 500,
    message: { en: 'SQLite {found} is too old: {least} is the least', zh: 'SQLite {found} 过旧：至少需要 {least}' },
    hint: { en: 'install the dependencies again', zh: '请重新安装依赖' },
  },
  BUG: {
    exit: 1,
    http: 500,
    message: { en: 'this is a bug in adctl: {message}', zh: '这是 adctl 的缺陷：{message}' },
    hint: {
      en: 'please report it with the output of the same command and --debug',
      zh: '请附上同一命令加 --debug 的输出进行报告',
    },
  },
});
