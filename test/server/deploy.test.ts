/** What adctl help deploy prints is tried as it stands: by systemd, by nginx, and as the container would run it. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEPLOY } from '../../src/cli/deploy.ts';
import { DEPLOY_FILES } from '../../src/cli/deploy-files.ts';
import { TOKEN_DAYS } from '../../src/domain/tokens.ts';
import { LIMITS } from '../../src/server/limits.ts';
import { Place } from '../faults/processes.ts';
import { shell } from '../helpers/main.ts';
import { certificate, freePort, has, type Running, serving, stopped } from './processes.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const LAUNCHER = join(ROOT, 'bin/adctl.js');
const folder = mkdtempSync(join(tmpdir(), 'adctl-deploy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const printed = async (name: string) => {
  const { code, stdout } = await shell().run(['help', 'deploy', name]);
  expect([name, code, stdout]).toEqual([name, 0, DEPLOY_FILES[name]]);
  return stdout;
};

describe('the page', () => {
  test('fits a screen, and speaks of every file', () => {
    for (const page of Object.values(DEPLOY)) {
      expect(page.split('\n').length).toBeLessThan(40);
      for (const name of Object.keys(DEPLOY_FILES)) expect(page).toContain(`adctl help deploy ${name}`);
    }
  });

  test('says what holds', () => {
    const { callsPerSecond, callsPerToken, wrongPerMinute, stopMs, rowBytes, spoolBytes } = LIMITS;
    const { en } = DEPLOY;
    expect(en).toContain(`${callsPerSecond} calls a second over a longer time (--rate), ${callsPerToken} at once`);
    expect(en).toContain(`${wrongPerMinute} wrong tokens a minute`);
    expect(en).toContain(`after ${stopMs / 1000} s at the latest`);
    expect(en).toContain(`A row ${rowBytes / 1024 ** 2} MB, a body ${spoolBytes / 1024 ** 3} GB`);
    expect(en).toContain(`after ${TOKEN_DAYS} days`);
    // What is stopped by force is stopped after the server has given up by itself.
    for (const name of ['unit', 'container'])
      expect(Number(/(?:TimeoutStopSec=|--stop-timeout )(\d+)/.exec(DEPLOY_FILES[name] ?? '')?.[1])).toBeGreaterThan(
        stopMs / 1000 + 5,
      );
  });

  test('names commands and options that there are', async () => {
    const { run } = shell();
    const tried = new Set<string>();
    for (const text of [...Object.values(DEPLOY), ...Object.values(DEPLOY_FILES)])
      for (const [, words = ''] of text.matchAll(
        /\badctl ((?:login|serve|profile|tokens|state|accounts)\b[^\n.;；。&（]*)/g,
      )) {
        const [first = '', second = ''] = words.trim().split(/[ ,，]+/);
        const command = ['login', 'serve'].includes(first) ? [first] : [first, second];
        const { code, stdout } = await run([...command, '--help']);
        expect([words, code]).toEqual([words, 0]);
        for (const [option] of words.matchAll(/--[a-z-]+/g)) expect(stdout, words).toContain(option);
        tried.add(command.join(' '));
      }
    expect([...tried].toSorted()).toEqual([
      'login',
      'profile use',
      'serve',
      'state backup',
      'state restore',
      'tokens create',
      'tokens revoke',
    ]);
  });

  test('a word that names no file gets the nearest', async () => {
    const { code, stderr } = await shell().run(['help', 'deploy', 'unti']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('did you mean help deploy unit?')]);
  });
});

/** Installed elsewhere than here. */
const here = (text: string) => text.replaceAll('/usr/local/bin/adctl', LAUNCHER);

describe.skipIf(!has('systemd-analyze', '--version'))('the unit, by systemd-analyze (where it is installed)', () => {
  const verify = (text: string) => {
    const file = join(folder, 'adctl.service');
    writeFileSync(file, text);
    const { stderr, error } = spawnSync('systemd-analyze', ['verify', '--man=no', file], { encoding: 'utf8' });
    expect(error).toBeUndefined();
    return stderr;
  };

  test('is sound, behind a proxy and with a certificate of its own', async () => {
    const unit = here(await printed('unit'));
    expect(verify(unit)).toBe('');
    const own = unit.replace(/^ExecStart=.*\n/m, '').replace(/^#(LoadCredential|ExecStart)/gm, '$1');
    expect(own.match(/^ExecStart=|^LoadCredential=/gm)).toHaveLength(3);
    expect(verify(own)).toBe('');
    // It would be told.
    expect(verify(unit.replace('Type=exec', 'Type=exce'))).toContain('exce');
  });

  test('lets little else be done by it', async () => {
    const file = join(folder, 'guarded.service');
    writeFileSync(file, here(await printed('unit')));
    const { stdout } = spawnSync('systemd-analyze', ['security', '--offline=true', file], { encoding: 'utf8' });
    const exposure = Number(/Overall exposure level for .*: ([\d.]+)/.exec(stdout)?.[1] ?? 0);
    expect(exposure).toBeLessThan(2);
  });
});

describe('the container', () => {
  const lines = (DEPLOY_FILES['container'] ?? '').replaceAll('\\\n', '').split('\n');
  const all = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));

  test('copies what there is, and runs as nobody in particular', async () => {
    await printed('container');
    const known = /^(#|FROM|COPY|RUN|USER|ENV|WORKDIR|VOLUME|EXPOSE|STOPSIGNAL|HEALTHCHECK|ENTRYPOINT|CMD|$)/;
    expect(lines.filter((line) => !known.test(line))).toEqual([]);
    expect(all('FROM')).toEqual(['node:20-bookworm AS build', 'node:20-bookworm-slim']);
    // What npm pack makes, and what its package.json calls the command.
    const { name, version, bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(`${name}-${version}.tgz`).toMatch(/^adctl-.*\.tgz$/);
    expect([Object.keys(bin), all('ENTRYPOINT')]).toEqual([['adctl'], ['["adctl"]']]);
    const user = lines.indexOf('USER node');
    expect(user).toBeGreaterThan(lines.findIndex((line) => line.startsWith('RUN ln')));
    expect(lines.slice(user).some((line) => /^(RUN|USER root|COPY)/.test(line))).toBe(false);
  });

  test('starts by its command, and is healthy as long as it runs', async () => {
    const place = new Place();
    try {
      const port = await freePort();
      const [command = '[]', check = '[]'] = [all('CMD')[0], all('HEALTHCHECK')[0]?.replace(/^.*?CMD /, '')].map(
        (text) => text?.replaceAll('7420', String(port)),
      );
      const args = JSON.parse(command) as string[];
      const [program, ...rest] = JSON.parse(check) as string[];
      expect(program).toBe('node');
      const healthy = () => spawnSync(process.execPath, rest, { encoding: 'utf8' }).status;
      expect(healthy()).toBe(1);
      const server = place.start(...args);
      const [said] = (await once(server.child.stderr!, 'data')) as [Buffer];
      for (let text = String(said); !text.includes('serving'); ) text += (await once(server.child.stderr!, 'data'))[0];
      expect(healthy()).toBe(0);
      expect(await stopped(server)).toMatchObject({ code: 0 });
    } finally {
      place.remove();
    }
  });
});

describe.skipIf(!has('nginx', '-v') || !has('openssl', 'version'))('behind nginx (where it is installed)', () => {
  const place = new Place();
  let server: Running;
  let nginx: ReturnType<typeof spawn>;
  let url = '';
  let env: Record<string, string> = {};

  beforeAll(async () => {
    await place.run('demo', '--accounts', '300');
    server = await serving(place, ['--insecure-behind-proxy']);
    const { cert, key } = certificate(folder);
    const port = await freePort();
    const site = (DEPLOY_FILES['nginx'] ?? '')
      .replace('listen 443 ssl', `listen 127.0.0.1:${port} ssl`)
      .replace(/^.*\[::\]:443.*\n/m, '')
      .replace('/etc/adctl/tls.crt', cert)
      .replace('/etc/adctl/tls.key', key)
      .replaceAll('127.0.0.1:7420', `127.0.0.1:${server.port}`);
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (name) => `${name}_temp_path ${folder}/${name};`,
    );
    const conf = join(folder, 'nginx.conf');
    mkdirSync(join(folder, 'log'));
    writeFileSync(
      conf,
      `daemon off; pid ${folder}/nginx.pid; error_log ${folder}/log/error.log; events {} http { access_log off; ${temporary.join(' ')}\n${site}\n}`,
    );
    const checked = spawnSync('nginx', ['-t', '-p', folder, '-c', conf], { encoding: 'utf8' });
    expect([checked.status, checked.stderr]).toEqual([0, expect.any(String)]);
    nginx = spawn('nginx', ['-p', folder, '-c', conf], { stdio: 'ignore' });
    url = `https://localhost:${port}`;
    const token = (await place.run('tokens', 'create', 'near', '--member', 'wang.wei')).stdout.trim();
    expect(token).toMatch(/^adctl_/);
    env = { ADCTL_DB: '', ADCTL_URL: url, ADCTL_TOKEN: token, NODE_EXTRA_CA_CERTS: cert };
  });
  afterAll(async () => {
    nginx.kill('SIGTERM');
    await stopped(server);
    place.remove();
  });

  test('lists and changes go through, as they come', async () => {
    const listed = await place.launch(['accounts', 'list', '--count'], { env }).ended;
    expect([listed.code, listed.stderr]).toEqual([0, '']);
    const file = join(place.folder, 'rows.csv');
    writeFileSync(file, `id\n${Array.from({ length: 20_000 }, (_, i) => 20000001 + i).join('\n')}\n`);
    const args = ['accounts', 'tag', '--from', file, '--tag', 'x', '--dry-run', '-q'];
    const changed = await place.launch(args, { env }).ended;
    expect([changed.code, changed.stderr]).toEqual([6, expect.stringContaining('not found')]);
    expect(server.log().every((line) => JSON.parse(line).status === 200)).toBe(true);
  });

  test('who calls is whom the proxy names, whatever the caller says: from elsewhere metrics ask for a token', async () => {
    const ca = readFileSync(env['NODE_EXTRA_CA_CERTS'] as string);
    const status = (token?: string) =>
      new Promise<number | undefined>((done, fail) => {
        const headers = { 'x-forwarded-for': '', ...(token && { authorization: `Bearer ${token}` }) };
        request(`${url}/metrics`, { ca, headers }, (answer) => {
          answer.resume();
          done(answer.statusCode);
        })
          .on('error', fail)
          .end();
      });
    expect([await status(), await status(env['ADCTL_TOKEN'])]).toEqual([401, 200]);
    expect((await fetch(`${server.url}/metrics`)).status).toBe(200);
  });
});
