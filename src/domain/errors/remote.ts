/** What a server refuses before an operation is asked, and what becomes of calls that are lost. */
import { errors } from './define.ts';

export const REMOTE_ERRORS = errors({
  TOKEN_READ_ONLY: {
    exit: 4,
    http: 403,
    message: { en: 'this token only reads: {operation} is not allowed', zh: '此令牌只读，不允许 {operation}' },
    hint: {
      en: 'log in with a token that was made without --read-only',
      zh: '请使用创建时未加 --read-only 的令牌登录',
    },
  },
  TOKEN_BOUND: {
    exit: 4,
    http: 403,
    message: {
      en: 'a token that works from some addresses alone makes no others: {operation} is not allowed',
      zh: '限定来源地址的令牌不能创建其他令牌，不允许 {operation}',
    },
    hint: {
      en: 'use one without --address, or run it on the machine of the server',
      zh: '请使用未限定地址的令牌，或在服务器所在机器上执行',
    },
  },
  TOO_MANY_CALLS: {
    exit: 9,
    http: 429,
    message: { en: 'the server takes no more of these calls at the moment', zh: '服务器暂时不再接受此类调用' },
    hint: { en: 'try again in {seconds} s', zh: '请在 {seconds} 秒后重试' },
  },
  CALL_INVALID: {
    exit: 2,
    http: 400,
    message: { en: 'the call cannot be understood: {reason}', zh: '无法理解该调用：{reason}' },
    hint: { en: '/v1/openapi.json says how calls look', zh: '调用格式见 /v1/openapi.json' },
  },
  CALL_UNKNOWN: {
    exit: 2,
    http: 400,
    message: { en: '{operation} knows no {what} "{name}"', zh: '{operation} 没有{what}“{name}”' },
    hint: { en: 'nearest: {nearest}', zh: '相近的有：{nearest}' },
    otherwise: {
      en: '/v1/openapi.json lists what it knows; the other side may be of another version',
      zh: '可用项见 /v1/openapi.json；双方版本可能不同',
    },
  },
  CALL_TOO_LARGE: {
    exit: 2,
    http: 413,
    message: { en: 'the call is too large: {what} of at most {most} bytes', zh: '调用过大：{what}最多 {most} 字节' },
    hint: { en: 'send it in smaller parts', zh: '请分成较小的部分发送' },
  },
  CALL_DAMAGED: {
    exit: 7,
    http: 400,
    message: { en: 'the call was damaged on its way; nothing was done', zh: '调用在传输中损坏；未作任何更改' },
    hint: { en: 'send it again', zh: '请重新发送' },
  },
  OPERATION_UNKNOWN: {
    exit: 2,
    http: 404,
    message: { en: 'the server knows no operation {operation}', zh: '服务器没有操作 {operation}' },
    hint: { en: 'nearest: {nearest}', zh: '相近的有：{nearest}' },
    otherwise: {
      en: 'if this adctl is newer than the server, update the server: adctl whoami says its version',
      zh: '若本机 adctl 比服务器新，请升级服务器：adctl whoami 可查看其版本',
    },
  },
  METHOD_WRONG: {
    exit: 2,
    http: 405,
    message: { en: '{path} is called by {method}', zh: '{path} 须以 {method} 调用' },
    hint: { en: '/v1/openapi.json says how calls look', zh: '调用格式见 /v1/openapi.json' },
  },
  PROTOCOL_OTHER: {
    exit: 7,
    http: 426,
    message: {
      en: 'adctl {client} and the server ({server}) do not understand each other',
      zh: '本机 adctl {client} 与服务器（{server}）协议不兼容',
    },
    hint: { en: 'update {older}', zh: '请升级{older}' },
  },
  VERSIONS_APART: {
    exit: 7,
    http: 502,
    message: {
      en: 'the server ({server}) knows no {what} "{name}", which adctl {client} asks for',
      zh: '服务器（{server}）没有{what}“{name}”，而本机 adctl {client} 需要它',
    },
    hint: { en: 'update {older}', zh: '请升级{older}' },
  },
  BATCH_NEWER: {
    exit: 7,
    http: 502,
    message: {
      en: 'batch {batch} is of {operation}, which adctl {client} does not know',
      zh: '批次 {batch} 的操作 {operation}，本机 adctl {client} 不支持',
    },
    hint: {
      en: 'update adctl on this machine, or go on where it was begun',
      zh: '请升级本机的 adctl，或在发起该批次的机器上继续',
    },
  },
  SERVER_STOPPING: {
    exit: 7,
    http: 503,
    message: { en: 'the server is being stopped', zh: '服务器正在停止' },
    hint: { en: 'try again when it is back', zh: '请待其恢复后重试' },
  },
  SERVER_UNREACHABLE: {
    exit: 7,
    http: 503,
    message: { en: 'cannot reach {url}: {reason}', zh: '无法连接 {url}：{reason}' },
    hint: {
      en: 'look at the address and the network: adctl profile test',
      zh: '请检查地址与网络：adctl profile test',
    },
  },
  SERVER_UNTRUSTED: {
    exit: 7,
    http: 502,
    message: {
      en: 'no safe connection to {url}: {reason}; nothing was sent',
      zh: '无法与 {url} 建立安全连接：{reason}；未发送任何内容',
    },
    hint: {
      en: 'where its certificate is of your own: NODE_EXTRA_CA_CERTS=FILE names it; look at https and the port, too',
      zh: '若为自有证书，请用 NODE_EXTRA_CA_CERTS=文件 指定；并检查 https 与端口',
    },
  },
  SERVER_OTHER: {
    exit: 7,
    http: 502,
    message: {
      en: 'what answers at {url} is no adctl server (status {status})',
      zh: '{url} 不是 adctl 服务器（状态 {status}）',
    },
    hint: {
      en: 'look at the address of the profile: adctl profile show',
      zh: '请检查配置档中的地址：adctl profile show',
    },
  },
  SERVER_SAYS: {
    exit: 1,
    http: 502,
    message: { en: '{message} ({said}, from a newer server)', zh: '{message}（{said}，来自更新版本的服务器）' },
    hint: { en: 'update adctl on this machine', zh: '请升级本机的 adctl' },
  },
  ANSWER_LOST: {
    exit: 7,
    http: 502,
    message: {
      en: 'the connection to {url} was lost: {reason}; the answer is not complete',
      zh: '与 {url} 的连接中断：{reason}；结果不完整',
    },
    hint: { en: 'run the command again', zh: '请重新执行命令' },
  },
  OUTCOME_UNKNOWN: {
    exit: 7,
    http: 504,
    status: 'unknown',
    message: {
      en: 'the answer of the server was lost: it may have been done or not',
      zh: '服务器的应答丢失：可能已执行，也可能未执行',
    },
    hint: {
      en: 'adctl batches results {batch} says what was done; where there is no such batch, nothing was',
      zh: '用 adctl batches results {batch} 查看结果；若无此批次，则未作任何更改',
    },
  },
  STATE_ABSENT: {
    exit: 3,
    http: 404,
    message: { en: 'there is no state {file} to serve', zh: '没有可提供服务的状态 {file}' },
    hint: {
      en: 'name one with --db or --profile; adctl tokens create NAME --member LOGIN --db FILE begins with its first token',
      zh: '请用 --db 或 --profile 指定；先用 adctl tokens create 名称 --member 登录名 --db 文件 创建首个令牌',
    },
  },
  LISTEN_INSECURE: {
    exit: 2,
    http: 400,
    message: {
      en: 'tokens would travel in clear: {address} is not this machine alone, and there is no TLS',
      zh: '令牌将以明文传输：{address} 并非仅限本机，且未启用 TLS',
    },
    hint: {
      en: 'give --tls-cert and --tls-key, or --insecure-behind-proxy where a proxy does TLS',
      zh: '请提供 --tls-cert 与 --tls-key；若由代理处理 TLS，请加 --insecure-behind-proxy',
    },
  },
  LISTEN_FAILED: {
    exit: 1,
    http: 500,
    message: { en: 'cannot listen on {address}: {reason}', zh: '无法监听 {address}：{reason}' },
    hint: { en: 'choose another address with --listen', zh: '请用 --listen 选择其他地址' },
  },
  TLS_UNUSABLE: {
    exit: 2,
    http: 400,
    message: { en: 'certificate and key cannot be used: {reason}', zh: '证书与私钥无法使用：{reason}' },
    hint: { en: 'both are PEM files, and belong together', zh: '两者应为相互匹配的 PEM 文件' },
  },
});
