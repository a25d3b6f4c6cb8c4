/** Profiles, settings and keys. */
import { errors } from './define.ts';

export const CONFIG_ERRORS = errors({
  PROFILE_NOT_FOUND: {
    exit: 3,
    http: 404,
    message: { en: 'no profile "{profile}"', zh: '没有配置档“{profile}”' },
    hint: { en: 'nearest: {nearest}', zh: '相近的配置档：{nearest}' },
  },
  PROFILE_EXISTS: {
    exit: 5,
    http: 409,
    message: { en: 'profile "{profile}" exists already', zh: '配置档“{profile}”已存在' },
    hint: {
      en: 'adctl profile set changes it, adctl profile remove {profile} removes it',
      zh: '用 adctl profile set 修改，或用 adctl profile remove {profile} 删除',
    },
  },
  SETTING_UNKNOWN: {
    exit: 2,
    http: 400,
    message: { en: 'unknown setting "{setting}"', zh: '未知设置“{setting}”' },
    hint: { en: 'did you mean {nearest}?', zh: '您是否想输入 {nearest}？' },
  },
  CONFIG_DAMAGED: {
    exit: 1,
    http: 500,
    message: { en: 'the configuration {file} cannot be read: {reason}', zh: '无法读取配置 {file}：{reason}' },
    hint: { en: 'nothing was written; mend the file or move it away', zh: '未写入任何内容；请修复或移走该文件' },
  },
  CONFIG_LOCKED: {
    exit: 9,
    http: 503,
    message: { en: 'another process is writing the configuration', zh: '另一进程正在写入配置' },
    hint: { en: 'try again; if none is running, remove {file}', zh: '请重试；如无其他进程，请删除 {file}' },
  },
  KEY_WRONG: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: {
      en: 'the key does not open this state, so contact data can be neither written nor searched',
      zh: '密钥与此状态不符，无法写入或搜索联系信息',
    },
    hint: {
      en: 'put back the right key, or name it with ADCTL_KEY_FILE',
      zh: '请放回正确的密钥，或用 ADCTL_KEY_FILE 指定',
    },
  },
  KEY_DAMAGED: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'the key file {file} cannot be used: {reason}', zh: '密钥文件 {file} 无法使用：{reason}' },
    hint: {
      en: 'put back a copy of the key, or name one with ADCTL_KEY_FILE',
      zh: '请放回密钥副本，或用 ADCTL_KEY_FILE 指定',
    },
  },
  KEY_PARTLY: {
    exit: 5,
    http: 409,
    message: { en: 'the key does not open the data of {person}', zh: '密钥无法打开 {person} 的数据' },
    hint: {
      en: 'nothing was changed; put the key that opens it beside this one, or erase that person',
      zh: '未作任何更改；请找回对应密钥，或清除该人员的数据',
    },
  },
  KEY_UNWRITABLE: {
    exit: 1,
    http: 500,
    message: { en: 'cannot write the key file {file}: {reason}', zh: '无法写入密钥文件 {file}：{reason}' },
    hint: {
      en: 'the state still opens with its key; make the folder writable, then run again',
      zh: '状态仍可用原密钥打开；请使目录可写后重试',
    },
  },
  KEY_MISSING: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: {
      en: 'the key of this state is missing, so contact data can be neither written nor searched',
      zh: '缺少此状态的密钥，无法写入或搜索联系信息',
    },
    hint: { en: 'put the key back, or name it with ADCTL_KEY_FILE', zh: '请放回密钥，或用 ADCTL_KEY_FILE 指定' },
  },
});
