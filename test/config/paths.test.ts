import { expect, test } from 'vitest';
import { configDir, dataDir, defaultDb, type Env, keyFile } from '../../src/config/paths.ts';

const table: [string, Env, NodeJS.Platform, string, string][] = [
  ['plain', { HOME: '/h' }, 'linux', '/h/.config/adctl', '/h/.local/share/adctl'],
  ['xdg', { HOME: '/h', XDG_CONFIG_HOME: '/c', XDG_DATA_HOME: '/d' }, 'linux', '/c/adctl', '/d/adctl'],
  ['xdg on a mac', { HOME: '/h', XDG_CONFIG_HOME: '/c' }, 'darwin', '/c/adctl', '/h/Library/Application Support/adctl'],
  ['empty', { HOME: '/h', XDG_CONFIG_HOME: '' }, 'linux', '/h/.config/adctl', '/h/.local/share/adctl'],
  ['relative is ignored', { HOME: '/h', XDG_CONFIG_HOME: 'c' }, 'linux', '/h/.config/adctl', '/h/.local/share/adctl'],
  ['own', { HOME: '/h', ADCTL_CONFIG_DIR: '/o', XDG_CONFIG_HOME: '/c' }, 'linux', '/o', '/h/.local/share/adctl'],
  ['windows', { HOME: '/h', APPDATA: '/a', LOCALAPPDATA: '/l' }, 'win32', '/a/adctl', '/l/adctl'],
];
test.each(table)('%s', (_, env, platform, config, data) => {
  expect(configDir(env, platform)).toBe(config);
  expect(dataDir(env, platform)).toBe(data);
});

test('files', () => {
  expect(defaultDb({ XDG_DATA_HOME: '/d' })).toBe('/d/adctl/state.db');
  expect(keyFile('/c/adctl', 'abc')).toBe('/c/adctl/keys/abc.key');
});
