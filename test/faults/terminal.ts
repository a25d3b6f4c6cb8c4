/** A real terminal around a real process: python3's pty types the answers. Absent python3, tests skip. */
import { spawn, spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { Place } from './processes.ts';

const LAUNCHER = resolve(import.meta.dirname, '../../bin/adctl.js');

export const python = spawnSync('python3', ['--version']).error === undefined;

const DRIVER = `
import os, pty, select, sys, time, fcntl, termios, struct, json
width, steps, pause, command = int(sys.argv[1]), json.loads(sys.argv[2]), float(sys.argv[3]), sys.argv[4:]
pid, fd = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', 30, width, 0, 0))
    os.execvp(command[0], command)
seen, end = b'', time.time() + 30
while time.time() < end:
    if select.select([fd], [], [], 0.05)[0]:
        try: data = os.read(fd, 65536)
        except OSError: break
        if not data: break
        seen += data
    if steps and steps[0][0] in seen.decode('utf8', 'replace'):
        time.sleep(pause)
        os.write(fd, steps.pop(0)[1].encode())
if steps or time.time() >= end: os.kill(pid, 9)
sys.stdout.buffer.write(seen)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;

export type Seen = { readonly code: number | null; readonly raw: string; readonly text: string };
/** When this is seen, that is typed. */
export type Step = readonly [seen: string, typed: string];

export async function onTerminal(
  place: Place,
  args: readonly string[],
  {
    steps = [],
    width = 80,
    env = {},
    pauseMs = 200,
  }: { steps?: readonly Step[]; width?: number; env?: Record<string, string>; pauseMs?: number } = {},
): Promise<Seen> {
  const command = [process.execPath, LAUNCHER, ...args];
  const child = spawn(
    'python3',
    ['-c', DRIVER, String(width), JSON.stringify(steps), String(pauseMs / 1000), ...command],
    {
      cwd: place.folder,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: place.folder,
        ADCTL_CONFIG_DIR: join(place.folder, 'config'),
        ADCTL_DB: place.db,
        TZ: 'UTC',
        TERM: 'xterm',
        LC_ALL: 'C.UTF-8',
        ...env,
      },
    },
  );
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  const code = await new Promise<number | null>((done) => child.on('close', done));
  const raw = Buffer.concat(parts).toString();
  const text = raw.replace(/\x1b\[[0-9;?]*[a-zA-Z]/g, '').replaceAll('\r\n', '\n');
  return { code, raw, text };
}
