import { describe, expect, test } from 'vitest';
import { assertNotInClear, profileNameFor, serverUrl } from '../../src/config/server-url.ts';
import { parseSetting } from '../../src/config/setting-keys.ts';
import { codeOf, refusalOf } from './helpers.ts';

describe('the address of a server', () => {
  const table: [string, string | undefined][] = [
    ['https://adctl.example.com', 'https://adctl.example.com'],
    [' HTTPS://Adctl.Example.com:443/ ', 'https://adctl.example.com'],
    ['https://example.com/ads/v2//', 'https://example.com/ads/v2'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://[::1]:8080/', 'http://[::1]:8080'],
    ['example.com', undefined],
    ['ftp://example.com', undefined],
    ['https:example.com', undefined],
    ['https://', undefined],
    ['https:///etc', undefined],
    ['https://pat:secret@example.com', undefined],
    ['https://pat@example.com', undefined],
    ['https://example.com/?a=1', undefined],
    ['https://example.com/?', undefined],
    ['https://example.com/#a', undefined],
    ['https://exa mple.com', undefined],
    ['https://example.com:99999', undefined],
    ['', undefined],
  ];
  test.each(table)('%j is %j', (text, url) => expect(serverUrl(text)).toBe(url));

  test('a password in one is refused and not said again', async () => {
    const error = await refusalOf(() => parseSetting('url', 'https://pat:hunter2@example.com', '--url'));
    expect(error.code).toBe('OPTION_VALUE');
    expect(JSON.stringify(error.details)).not.toContain('hunter2');
  });
});

describe('a token travels in clear on this machine alone', () => {
  const fine = [
    'https://a.example',
    'http://localhost',
    'http://a.localhost:1',
    'http://127.0.0.1',
    'http://127.8.0.1:99',
    'http://[::1]:1',
  ];
  test.each(fine)('%s', (url) => assertNotInClear(url, {}));

  const refused = [
    'http://a.example',
    'http://10.0.0.1',
    'http://127.0.0.1.example',
    'http://localhost.example',
    'http://[::2]',
  ];
  test.each(refused)('%s is refused, but for who allows it', async (url) => {
    expect(await codeOf(() => assertNotInClear(url, {}))).toBe('URL_IN_CLEAR');
    expect(await codeOf(() => assertNotInClear(url, { ADCTL_INSECURE_HTTP: '0' }))).toBe('URL_IN_CLEAR');
    assertNotInClear(url, { ADCTL_INSECURE_HTTP: '1' });
  });
});

test('a profile is named for the host where no name is given', () => {
  expect(profileNameFor('https://adctl.example.com')).toBe('adctl.example.com');
  expect(profileNameFor('http://127.0.0.1:8080')).toBe('127.0.0.1-8080');
  expect(profileNameFor('http://[::1]:8080')).toBe('1-8080');
});
