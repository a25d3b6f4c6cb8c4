import { AdctlError } from '../../domain/refusal.ts';
import { VERSION } from '../../domain/version.ts';
import type { BatchRecord, ChangeCall, Source } from '../../execution/link.ts';
import type { Change } from '../../operations/define.ts';
import { operationNamed, REGISTRY } from '../../operations/registry.ts';
import { linkAllowed } from '../allowed.ts';
import { optionKey } from '../flags.ts';
import { type InputRows, inputRows } from '../input-rows.ts';
import { runCall } from '../run-change.ts';
import type { Session } from '../session.ts';
import { defineLocal } from './define.ts';

/** The same rows as before: kept with the batch, or the same file, byte for byte. */
async function sameRows(session: Session, op: Change, record: BatchRecord): Promise<InputRows> {
  const { id: batch, source } = record;
  const none = { rows: (async function* () {})(), source, one: false };
  if (source.type === 'where' || source.type === 'none' || op.expand) return none;
  if (source.type !== 'file') {
    const reason =
      source.type === 'stdin'
        ? { en: 'it was read from standard input', zh: '来自标准输入' }
        : { en: 'it was given as arguments', zh: '来自命令行参数' };
    throw new AdctlError('SOURCE_CHANGED', { batch, reason });
  }
  const options = { ...session.options, ...typedOptions(record), ...fileOptions(source) };
  const input = await inputRows(session.with(options), op, []);
  if (input.file?.source.sha256 === source.sha256) return input;
  await input.file?.close();
  throw new AdctlError('SOURCE_CHANGED', {
    batch,
    reason: { en: `${source.path} is not what it was`, zh: `${source.path} 已被修改` },
  });
}

/** What was typed beside the file, on which it depends what the file has to hold. */
const typedOptions = ({ options, call }: BatchRecord) => ({
  ...Object.fromEntries(Object.entries(options).map(([name, value]) => [optionKey(name), value])),
  ...(typeof call['reference'] === 'string' && { reference: call['reference'] }),
});

const fileOptions = ({ path, sheet, ignoreUnknown }: Extract<Source, { type: 'file' }>) => ({
  from: path,
  ...(sheet !== undefined && { sheet }),
  ...(ignoreUnknown && { ignoreUnknown }),
});

export const resumeBatches = defineLocal({
  kind: 'local',
  name: 'batches.resume',
  summary: { en: 'Go on with an interrupted batch', zh: '继续执行已中断的批次' },
  arguments: ['<batch>'],
  options: {
    results: {
      type: 'file',
      label: { en: 'results', zh: '结果文件' },
      help: { en: 'write every row of the batch and what became of it', zh: '将整个批次每行结果写入文件' },
      metavar: 'FILE',
    },
    failed: {
      type: 'file',
      label: { en: 'failed', zh: '失败文件' },
      help: { en: 'write the rows that fail, as they came in', zh: '将失败行按原样写入文件' },
      metavar: 'FILE',
    },
  },
  examples: [
    {
      command: 'adctl batches list --state interrupted',
      does: {
        en: 'what waits; adctl batches resume ID goes on with it',
        zh: '查看待续跑的批次；用 adctl batches resume 编号 继续',
      },
    },
    {
      command: 'adctl batches list --state interrupted --format json',
      does: { en: 'the same for a script', zh: '同上，供脚本使用' },
    },
  ],
  async run(session, args) {
    const link = await linkAllowed(session, 'batches.resume');
    const record = await link.batch(session.actor, args[0] as string, session.narrow);
    const { id, operation } = record;
    if (!Object.hasOwn(REGISTRY, operation))
      throw new AdctlError('BATCH_NEWER', { batch: id, operation, client: VERSION });
    const op = await operationNamed(operation);
    if (op.kind !== 'change') throw new Error(`${record.operation} is not a change`);
    const input = await sameRows(session, op, record);
    const how = record.call as {
      reference?: string;
      atomic?: boolean;
      narrow?: ChangeCall['narrow'];
      tz: string;
      origin: string;
    };
    const call: ChangeCall = {
      operation: record.operation,
      batch: record.id,
      options: record.options,
      rows: input.rows,
      source: record.source,
      ...(how.reference && { reference: how.reference }),
      actor: session.actor,
      narrow: how.narrow,
      tz: how.tz,
      origin: how.origin,
      atomic: how.atomic === true,
      resume: true,
      lockTimeoutMs: session.lockTimeoutMs,
    };
    try {
      return await runCall(session, op, call, input);
    } finally {
      await input.file?.close();
    }
  },
});
