import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { promoteKey, type StateKey, writeNextKey } from '../../config/keys.ts';
import type { AdctlError } from '../../domain/refusal.ts';
import { type Rekeyed, rehearseRekey, rekey } from '../../execution/rekey.ts';
import { formatCount } from '../../render/summary.ts';
import type { Store } from '../../store/port.ts';
import { stateAllowed } from '../allowed.ts';
import { findingText } from '../findings.ts';
import { type KeyState, keyState } from '../key-state.ts';
import { stateHeader } from '../log-state.ts';
import { Progress } from '../progress.ts';
import type { Session } from '../session.ts';
import { defineLocal, REASON } from './define.ts';
import { writeRows } from './settings-block.ts';

const PAST = { en: 'resealed', zh: '已重新加密' };
const LOST = {
  en: 'contact data and personal numbers: neither shown, nor changed, nor searched; everything else works',
  zh: '联系信息和身份证号无法查看、修改或搜索；其余功能不受影响',
};

export const keyStateCommand = defineLocal({
  kind: 'local',
  name: 'state.key',
  summary: { en: 'Where the key of contact data is, and a new one', zh: '查看或更换联系信息的密钥' },
  arguments: [],
  options: {
    rotate: {
      type: 'flag',
      label: { en: 'rotate', zh: '更换' },
      help: { en: 'make a new key and seal everything under it', zh: '生成新密钥并重新加密' },
    },
    dry_run: {
      type: 'flag',
      label: { en: 'dry run', zh: '预演' },
      help: { en: 'with --rotate: try every key, change nothing', zh: '与 --rotate 同用：只检查，不做更改' },
    },
    reason: REASON,
  },
  examples: [
    { command: 'adctl state key', does: { en: 'where it is, and whether it fits', zh: '查看位置及是否匹配' } },
    { command: 'adctl state key --rotate --dry-run', does: { en: 'rehearse a new one', zh: '预演更换' } },
    { command: 'adctl state key --rotate --reason 例行更换', does: { en: 'make a new one', zh: '更换密钥' } },
  ],
  async run(session, _args, { rotate, dry_run, reason }) {
    const { store } = await stateAllowed(session, 'state.key', rotate);
    const found = await keyState(session, store);
    if (!rotate) return await show(session, store, found);
    if (found.trouble) throw found.trouble;
    const from = found.key?.key;
    if (dry_run) {
      const would = counted(await rehearseRekey(store, from));
      await session.note(session.say({ en: `dry run: would reseal ${would.en}`, zh: `预演：将重新加密 ${would.zh}` }));
      return 0;
    }
    const { made, next } = await rotated(session, store, found, reason ?? '');
    const { file } = found.place;
    const { before } = await promoteKey(file, next.file);
    const what = counted(made);
    await session.note(
      session.say({ en: `resealed ${what.en}; the new key is ${file}`, zh: `已重新加密 ${what.zh}；新密钥为 ${file}` }),
    );
    if (before !== undefined)
      await session.note(
        session.say({
          en: `backups made until now need the key before it, kept as ${before}; once none is needed, delete it`,
          zh: `此前的备份仍需旧密钥，已保存为 ${before}；不再需要时请删除`,
        }),
      );
    return 0;
  },
});

const counted = ({ persons, records }: Rekeyed) => ({
  en: `the keys of ${formatCount(persons)} persons and what ${formatCount(records)} records are found by`,
  zh: `${formatCount(persons)} 人的密钥，并重建 ${formatCount(records)} 条记录的查找值`,
});

async function rotated(
  session: Session,
  store: Store,
  found: KeyState,
  reason: string,
): Promise<{ readonly made: Rekeyed; readonly next: StateKey }> {
  let next: StateKey | undefined;
  const progress = new Progress(session, PAST);
  try {
    const made = await rekey({
      store,
      from: found.key?.key,
      async to() {
        next = await writeNextKey(found.place.file);
        return next.key;
      },
      writing: {
        timeoutMs: session.lockTimeoutMs,
        holder: { batch: '', operation: 'state.key' },
        signal: session.io.signal,
        onWait: () => void progress.see({ type: 'waiting' }),
      },
      header: stateHeader(session, 'state.key', reason),
      told: (rows) => void progress.see({ type: 'progress', rows }),
    });
    return { made, next: next as StateKey };
  } catch (error) {
    if (next) await forget(session, store, next);
    throw error;
  } finally {
    progress.stop();
  }
}

/** A key that came to nothing goes, unless it is the one after all: a commit may be done though its answer is lost. */
async function forget(session: Session, store: Store, next: StateKey): Promise<void> {
  const now = await keyState(session, store).catch(() => undefined);
  if (now?.key && now.key.file !== next.file) await rm(next.file, { force: true });
}

async function show(session: Session, store: Store, found: KeyState): Promise<number> {
  const { place, key, trouble, unused, beside } = found;
  const { persons } = await store.info();
  // A key found beside the place leaves one in it that opens something else.
  const others = key && key.file !== place.file && existsSync(place.file) ? [place.file, ...beside] : beside;
  const state = trouble?.code ?? (unused ? 'unused' : 'opens');
  await writeRows(
    session,
    [
      { key: 'file', type: 'text', label: { en: 'File', zh: '文件' } },
      { key: 'chosen_by', type: 'text', label: { en: 'Chosen by', zh: '选定方式' } },
      { key: 'state', type: 'text', label: { en: 'State', zh: '状态' } },
      { key: 'persons', type: 'integer', label: { en: 'Persons sealed under it', zh: '加密的人数' } },
      { key: 'beside', type: 'list', label: { en: 'Other keys beside it', zh: '同目录的其他密钥' } },
      { key: 'without_it', type: 'text', label: { en: 'Lost without it', zh: '缺失的影响' } },
    ],
    [
      [
        key?.file ?? place.file,
        place.by === 'configuration' ? session.word({ en: 'configuration folder', zh: '配置目录' }) : place.by,
        state,
        persons,
        others.filter((file) => file !== key?.file),
        session.word(LOST),
      ],
    ],
    { single: true },
  );
  if (!trouble) return 0;
  await session.note(findingText(trouble as AdctlError, session.lang));
  return 8;
}
