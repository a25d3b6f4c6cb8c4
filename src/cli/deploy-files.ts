/** What a machine needs to run a server for good, as files to be written as they are; tests try each of them. */

const UNIT = `# /etc/systemd/system/adctl.service
# The state is /var/lib/adctl/.local/share/adctl/state.db, its key lies in /var/lib/adctl/.config/adctl.
[Unit]
Description=adctl server
Documentation=man:adctl(1)
Wants=network-online.target
After=network-online.target

[Service]
Type=exec
User=adctl
Group=adctl
StateDirectory=adctl
StateDirectoryMode=0700
WorkingDirectory=/var/lib/adctl
Environment=HOME=/var/lib/adctl NODE_ENV=production
# Behind a proxy on this machine (adctl help deploy nginx). Where "command -v adctl" says another path, that one.
ExecStart=/usr/local/bin/adctl serve --listen 127.0.0.1:7420 --insecure-behind-proxy
# Without a proxy, in its place (restart it when the certificate is renewed):
#LoadCredential=tls.crt:/etc/adctl/tls.crt
#LoadCredential=tls.key:/etc/adctl/tls.key
#ExecStart=/usr/local/bin/adctl serve --listen [::]:7420 --tls-cert %d/tls.crt --tls-key %d/tls.key
Restart=on-failure
RestartSec=2
# It stops at the edge of a chunk; what is not done after 20 s is cut off, and goes on by itself when it is back.
KillSignal=SIGTERM
TimeoutStopSec=40
UMask=0077
LimitNOFILE=16384
NoNewPrivileges=yes
CapabilityBoundingSet=
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectClock=yes
ProtectHostname=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectProc=invisible
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
RemoveIPC=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service

[Install]
WantedBy=multi-user.target
`;

const NGINX = `# /etc/nginx/conf.d/adctl.conf
server {
  listen 443 ssl;
  listen [::]:443 ssl;
  server_name adctl.example.com;
  ssl_certificate /etc/adctl/tls.crt;
  ssl_certificate_key /etc/adctl/tls.key;
  ssl_protocols TLSv1.2 TLSv1.3;

  location / {
    proxy_pass http://127.0.0.1:7420;
    proxy_http_version 1.1;
    proxy_set_header Host $host;
    proxy_set_header Connection "";
    # Who called: for tokens that work from some addresses only, and so that /metrics asks for a token.
    proxy_set_header X-Forwarded-For $remote_addr;
    # Rows are read and answers sent as they come. How much may come is the server's to say.
    proxy_request_buffering off;
    proxy_buffering off;
    client_max_body_size 0;
    # The server gives a sign of life every 5 s.
    proxy_read_timeout 60s;
    proxy_send_timeout 120s;
    # A call is sent again by who made it, never by the proxy.
    proxy_next_upstream off;
  }
}
`;

const CONTAINER = `# Containerfile; adctl-*.tgz, as npm pack makes it, lies beside it.
#   docker build -f Containerfile -t adctl .
#   docker run -d --name adctl --restart on-failure --stop-timeout 40 -p 127.0.0.1:7420:7420 -v adctl:/var/lib/adctl adctl
#   docker exec adctl adctl tokens create laptop --member wang.wei
FROM node:20-bookworm AS build
COPY adctl-*.tgz /tmp/
RUN npm install --global --prefix /opt/adctl /tmp/adctl-*.tgz

FROM node:20-bookworm-slim
COPY --from=build /opt/adctl /opt/adctl
RUN ln -s /opt/adctl/bin/adctl /usr/local/bin/adctl && install -d -o node -g node -m 0700 /var/lib/adctl
USER node
ENV HOME=/var/lib/adctl NODE_ENV=production
WORKDIR /var/lib/adctl
VOLUME /var/lib/adctl
EXPOSE 7420
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \\
  CMD ["node", "-e", "fetch('http://127.0.0.1:7420/readyz').then((r) => { if (!r.ok) throw r.status; })"]
ENTRYPOINT ["adctl"]
CMD ["serve", "--listen", "0.0.0.0:7420", "--insecure-behind-proxy"]
`;

const PROMETHEUS = `# prometheus.yml, on another machine; on the server itself, 127.0.0.1:7420 needs no token.
scrape_configs:
  - job_name: adctl
    scheme: https
    authorization:
      # adctl tokens create prometheus --read-only
      credentials_file: /etc/prometheus/adctl.token
    static_configs:
      - targets: ["adctl.example.com:443"]
`;

/** By the word that asks for it. */
export const DEPLOY_FILES: Readonly<Record<string, string>> = {
  unit: UNIT,
  nginx: NGINX,
  container: CONTAINER,
  prometheus: PROMETHEUS,
};
