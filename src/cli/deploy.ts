/** How a server is run for good, on a page; the files that it speaks of are printed by a word of their own. */
import type { Text } from '../domain/text.ts';

export const DEPLOY: Text = {
  en: `A server holds one state for many people; each comes with a token and acts as the member whose token it is.

On the server, by systemd:
  sudo useradd --system --home-dir /var/lib/adctl --shell /usr/sbin/nologin adctl
  adctl help deploy unit | sudo tee /etc/systemd/system/adctl.service
  sudo systemctl enable --now adctl
  adctl help deploy nginx | sudo tee /etc/nginx/conf.d/adctl.conf    (TLS; or by adctl: --tls-cert, --tls-key)
or adctl help deploy container > Containerfile. Commands on that machine work beside it, on its state:
  sudo -u adctl -H adctl state restore backup.db                      a state made elsewhere: while it is stopped
  sudo -u adctl -H adctl tokens create laptop --member wang.wei       the first token; it is shown once
On every other machine:
  adctl login --url https://adctl.example.com --profile office        asks for the token
  adctl profile use office
Whoever is logged in makes tokens for scripts: adctl tokens create nightly --read-only --address 10.0.0.0/8.
They end by themselves after 90 days, at once by adctl tokens revoke, and with their member.

Backup   sudo -u adctl -H adctl state backup /var/backups/adctl/$(date +%F).db, while it runs; the folder belongs to
         adctl. The key that it names is kept elsewhere: without it, contact data in a backup cannot be read.
Upgrade  sudo systemctl stop adctl && sudo npm install --global ./adctl-*.tgz && sudo systemctl start adctl
         A new version copies the state, then upgrades it. Calls that wait go on when the server is back.
Stop     SIGTERM: no new calls, what runs ends at the edge of a chunk, after 20 s at the latest. Exit code 0.
Health   GET /healthz: it runs. GET /readyz: it reads its state, else 503.
Metrics  GET /metrics, without a token from the same machine only. adctl help deploy prometheus
Log      one line of JSON a request on stdout: operation, status, time, rows, the id of the token; no data, no token.
Limits   one token: 100 calls a second over a longer time (--rate), 16 at once; an address: 20 wrong tokens a minute.
         Beyond, 429 and Retry-After, after which adctl tries again by itself. A row 16 MB, a body 4 GB.
For programs: GET /v1/openapi.json (OpenAPI 3.1), Authorization: Bearer TOKEN, POST /v1/NOUN.VERB.
`,
  zh: `服务器让多人使用同一状态；每人使用令牌登录，以令牌所属成员的身份操作。

在服务器上，使用 systemd：
  sudo useradd --system --home-dir /var/lib/adctl --shell /usr/sbin/nologin adctl
  adctl help deploy unit | sudo tee /etc/systemd/system/adctl.service
  sudo systemctl enable --now adctl
  adctl help deploy nginx | sudo tee /etc/nginx/conf.d/adctl.conf    （TLS；也可由 adctl 处理：--tls-cert、--tls-key）
或使用容器：adctl help deploy container > Containerfile。服务器本机的命令可同时使用同一状态：
  sudo -u adctl -H adctl state restore backup.db                      导入在别处建立的状态：须先停止服务
  sudo -u adctl -H adctl tokens create laptop --member wang.wei       创建首个令牌，仅显示一次
在其他机器上：
  adctl login --url https://adctl.example.com --profile office        按提示输入令牌
  adctl profile use office
登录后可为脚本创建令牌：adctl tokens create nightly --read-only --address 10.0.0.0/8。
令牌 90 天后自动失效；adctl tokens revoke 立即吊销；成员移除时一并失效。

备份   sudo -u adctl -H adctl state backup /var/backups/adctl/$(date +%F).db，无需停止服务；目录须属于 adctl 用户。
       命令所示的密钥须另行保存：缺少密钥则无法读取备份中的联系信息。
升级   sudo systemctl stop adctl && sudo npm install --global ./adctl-*.tgz && sudo systemctl start adctl
       新版本先复制状态再升级；等待中的调用在服务恢复后继续。
停止   SIGTERM：不再接受新调用，正在执行的在分段边界结束，最迟 20 秒；退出码 0。
健康   GET /healthz：正在运行。GET /readyz：可读取状态，否则为 503。
指标   GET /metrics，仅本机无需令牌。adctl help deploy prometheus
日志   标准输出，每个请求一行 JSON：操作、状态码、耗时、行数、令牌编号；不含数据和令牌。
限制   每个令牌：长期平均每秒 100 次（--rate），同时 16 次；每个地址：每分钟 20 次错误令牌。
       超出则返回 429 与 Retry-After，adctl 会自动重试。单行最大 16 MB，请求体最大 4 GB。
供程序使用：GET /v1/openapi.json（OpenAPI 3.1），Authorization: Bearer 令牌，POST /v1/名词.动词。
`,
};
