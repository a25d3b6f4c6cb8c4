import { configDir, configFile } from '../../config/paths.ts';
import { AdctlError } from '../../domain/refusal.ts';
import { messageOf } from '../../render/messages.ts';
import { formatInstant } from '../../render/zone.ts';
import { untilWords, warnExpiring } from '../expiry.ts';
import { type Reached, reach } from '../reach.ts';
import type { Session } from '../session.ts';
import { writeRows } from './settings-block.ts';

const OWN_AUTHORITY = {
  en: 'not trusted; NODE_EXTRA_CA_CERTS=FILE names an authority of your own',
  zh: '证书不受信任；自有证书机构可用 NODE_EXTRA_CA_CERTS=文件 指定',
};
const PATIENCE_MS = 10_000;

type Item = readonly [item: string, value: string];

/** Each step as a row, as far as it goes; what stops it is the last row, in words. */
export async function testServer(session: Session): Promise<number> {
  const items: Item[] = [];
  const fine = await steps(session, (item, value) => void items.push([item, value]));
  await writeRows(
    session,
    [
      ['item', { en: 'Item', zh: '项目' }],
      ['value', { en: 'Value', zh: '值' }],
    ],
    items,
  );
  return fine ? 0 : 8;
}

async function steps(session: Session, told: (item: string, value: string) => void): Promise<boolean> {
  const url = session.url as string;
  told('config', configFile(configDir(session.io.env)));
  told('server', url);
  told('node', process.version);
  const reached = await reach(url, PATIENCE_MS);
  if ('reason' in reached) {
    const { reason } = reached;
    told('reachable', session.word({ en: `no: ${reason}`, zh: `否：${reason}` }));
    if (/CERT|SIGNATURE|ISSUER/.test(reason)) told('tls', session.word(OWN_AUTHORITY));
    return false;
  }
  told('reachable', session.word({ en: `yes, in ${reached.ms} ms`, zh: `是，${reached.ms} 毫秒` }));
  told('tls', tlsWords(session, reached));
  try {
    const link = await session.serverLink();
    const begun = performance.now();
    const { version, member, token } = await link.hello();
    told('answers', `${Math.round(performance.now() - begun)} ms`);
    told('version', version);
    told('member', member);
    const until = session.word(untilWords(session, token.expires));
    told('token', session.word({ en: `${token.name}, ${until}`, zh: `${token.name}，${until}` }));
    told('read_only', token.readOnly ? 'yes' : 'no');
    await warnExpiring(session, token.expires);
    return true;
  } catch (error) {
    if (!(error instanceof AdctlError)) throw error;
    told('error', `${messageOf(error.code, error.details, session.dataLang)} (${error.code})`);
    return false;
  }
}

function tlsWords(session: Session, { tls }: Reached): string {
  if (!tls) return session.word({ en: 'none', zh: '无' });
  const until = formatInstant(tls.until, session.tz).slice(0, 10);
  return session.word({
    en: `${tls.protocol}, certificate until ${until}`,
    zh: `${tls.protocol}，证书有效期至 ${until}`,
  });
}
