/** Where configuration and data live: XDG where it is set, else what is usual on the platform. Nothing is created here. */
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

export type Env = Readonly<Record<string, string | undefined>>;

const NAME = 'adctl';

/** The XDG standard has relative paths ignored: they would mean another place in every folder. */
const absolute = (path: string | undefined): string | undefined => (path && isAbsolute(path) ? path : undefined);

function usual(env: Env, platform: NodeJS.Platform, home: string, unix: string, windows: string): string {
  if (platform === 'win32') return join(env[windows] || join(home, 'AppData', 'Roaming'), NAME);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', NAME);
  return join(home, unix, NAME);
}

const homeOf = (env: Env): string => absolute(env['HOME']) ?? homedir();

/** Settings and keys. `ADCTL_CONFIG_DIR` names the folder itself. */
export function configDir(env: Env, platform: NodeJS.Platform = process.platform): string {
  const own = absolute(env['ADCTL_CONFIG_DIR']);
  if (own) return own;
  const xdg = absolute(env['XDG_CONFIG_HOME']);
  return xdg ? join(xdg, NAME) : usual(env, platform, homeOf(env), '.config', 'APPDATA');
}

export function dataDir(env: Env, platform: NodeJS.Platform = process.platform): string {
  const xdg = absolute(env['XDG_DATA_HOME']);
  return xdg ? join(xdg, NAME) : usual(env, platform, homeOf(env), join('.local', 'share'), 'LOCALAPPDATA');
}

/** The state of the profile `default`, made on first use. */
export const defaultDb = (env: Env): string => join(dataDir(env), 'state.db');

export const configFile = (dir: string): string => join(dir, 'config.json');

/** The tokens of servers, apart from the settings. */
export const credentialsFile = (dir: string): string => join(dir, 'credentials.json');

export const keyFile = (dir: string, stateId: string): string => join(dir, 'keys', `${stateId}.key`);
