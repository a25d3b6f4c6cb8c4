/** The environment variables that are read, as help names them. */
import type { Text } from '../domain/text.ts';

export const VARIABLES: readonly (readonly [name: string, text: Text])[] = [
  ['ADCTL_PROFILE', { en: 'which profile', zh: '配置档' }],
  ['ADCTL_DB', { en: 'a state file', zh: '状态文件' }],
  ['ADCTL_URL', { en: 'a server, instead of a state file', zh: '服务器，代替状态文件' }],
  [
    'ADCTL_TOKEN',
    {
      en: 'the token for --url and ADCTL_URL; a profile keeps its own',
      zh: '--url 与 ADCTL_URL 的令牌；配置档使用自己的令牌',
    },
  ],
  [
    'ADCTL_INSECURE_HTTP',
    { en: '1: a token may travel unencrypted, to http:// addresses', zh: '1：允许令牌以未加密方式发往 http:// 地址' },
  ],
  ['ADCTL_AS', { en: 'act as this member of a local state', zh: '本地状态的操作成员' }],
  ['ADCTL_FORMAT', { en: 'output form', zh: '输出格式' }],
  ['ADCTL_LANG', { en: 'language; else LC_ALL, LANG', zh: '语言；否则取 LC_ALL、LANG' }],
  ['ADCTL_NO_INPUT', { en: 'never ask', zh: '从不提问' }],
  ['ADCTL_TZ', { en: 'time zone', zh: '时区' }],
  ['ADCTL_DEBUG', { en: 'stack traces', zh: '输出调用栈' }],
  ['ADCTL_KEY_FILE', { en: 'where the key of the state lies', zh: '状态密钥文件' }],
  ['ADCTL_CONFIG_DIR', { en: 'where profiles, keys and tokens lie', zh: '配置、密钥与令牌目录' }],
  ['NO_COLOR, FORCE_COLOR', { en: 'colour off, on', zh: '关闭或开启颜色' }],
  ['TERM', { en: 'dumb: no colour, no moving progress', zh: 'dumb：无颜色，无动态进度' }],
  [
    'XDG_CONFIG_HOME',
    {
      en: 'profiles and keys lie in adctl/ there (else ~/.config)',
      zh: '配置与密钥位于其中的 adctl/（默认 ~/.config）',
    },
  ],
  [
    'XDG_DATA_HOME',
    {
      en: 'the own state lies in adctl/ there (else ~/.local/share)',
      zh: '默认状态位于其中的 adctl/（默认 ~/.local/share）',
    },
  ],
];
