/** Servers on the command line: which one, and who logs in there. */
import { errors } from './define.ts';

export const LOGIN_ERRORS = errors({
  STATE_TWICE: {
    exit: 2,
    http: 400,
    message: { en: '{first} and {second} both name a state', zh: '{first} 与 {second} 同时指定了状态' },
    hint: { en: 'a command works on one: leave the other out', zh: '一条命令只作用于一个状态，请只保留其一' },
  },
  URL_IN_CLEAR: {
    exit: 2,
    http: 400,
    message: { en: '{url} is not encrypted: a token would travel in clear', zh: '{url} 未加密，令牌将以明文传输' },
    hint: {
      en: 'use https://; where the network is your own, ADCTL_INSECURE_HTTP=1 allows it',
      zh: '请使用 https://；若为自有网络，可设 ADCTL_INSECURE_HTTP=1',
    },
  },
  AS_REMOTE: {
    exit: 2,
    http: 400,
    message: {
      en: '{option} is for local states: on a server the token says who acts',
      zh: '{option} 仅用于本地状态；在服务器上由令牌决定操作者',
    },
    hint: {
      en: 'to act as another member, log in with a token of theirs: adctl login',
      zh: '要以其他成员身份操作，请用其令牌登录：adctl login',
    },
  },
  LOCAL_ONLY: {
    exit: 2,
    http: 400,
    message: {
      en: '{command} works on a state file, and {url} is a server',
      zh: '{command} 只能用于状态文件，而 {url} 是服务器',
    },
    hint: {
      en: 'run it on the machine of the server; --db FILE names a local state',
      zh: '请在服务器所在的机器上执行；本地状态请用 --db 文件',
    },
  },
  NOT_REMOTE: {
    exit: 2,
    http: 400,
    message: {
      en: 'profile "{profile}" is a local state: nobody logs in there',
      zh: '配置档“{profile}”为本地状态，无需登录',
    },
    hint: {
      en: 'adctl login --url URL logs in to a server and adds a profile for it',
      zh: '用 adctl login --url 地址 登录服务器并添加配置档',
    },
  },
  PROFILE_ELSEWHERE: {
    exit: 5,
    http: 409,
    message: { en: 'profile "{profile}" is for {state}', zh: '配置档“{profile}”对应 {state}' },
    hint: { en: 'give the new one another name: --profile NAME', zh: '请用 --profile 名称 另取名称' },
  },
  NOT_LOGGED_IN: {
    exit: 4,
    http: 401,
    message: { en: 'not logged in to {url}: {reason}', zh: '未登录 {url}：{reason}' },
    hint: { en: '{advice}', zh: '{advice}' },
  },
  TOKEN_INVALID: {
    exit: 4,
    http: 401,
    message: { en: 'the token is not valid: unknown, expired or revoked', zh: '令牌无效：不存在、已过期或已吊销' },
    hint: { en: 'ask for a new one, then: adctl login', zh: '请申请新的令牌，再执行 adctl login' },
  },
});
