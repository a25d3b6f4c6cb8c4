import { defineQuery } from '../define.ts';

export const infoState = defineQuery({
  kind: 'query',
  name: 'state.info',
  summary: { en: 'What the state holds', zh: '查看状态概况' },
  input: {},
  columns: {
    columns: [
      { key: 'file', type: 'text', label: { en: 'File', zh: '文件' } },
      { key: 'id', type: 'id', label: { en: 'State ID', zh: '状态编号' } },
      { key: 'schema', type: 'integer', label: { en: 'Schema', zh: '结构版本' } },
      { key: 'epoch', type: 'integer', label: { en: 'Epoch', zh: '纪元' } },
      { key: 'created', type: 'instant', label: { en: 'Created', zh: '创建时间' } },
      { key: 'bytes', type: 'integer', label: { en: 'Bytes', zh: '字节数' } },
      { key: 'engine', type: 'text', label: { en: 'Engine', zh: '引擎' } },
      { key: 'head', type: 'id', label: { en: 'Log head', zh: '日志链头' } },
      { key: 'counts', type: 'json', label: { en: 'Records', zh: '记录数' } },
    ],
  },
  right: 'state.info',
  scope: { none: { en: 'for the operator, who sees everything', zh: '仅供行业运营查看' } },
  single: true,
  examples: [
    { command: 'adctl state info', does: { en: 'in a block', zh: '以列表查看' } },
    { command: 'adctl state info --format json', does: { en: 'for a script', zh: '供脚本使用' } },
  ],
  async *run(tx) {
    const info = await tx.info();
    const columns = ['file', 'id', 'schema', 'epoch', 'created', 'bytes', 'engine', 'head', 'counts'];
    const engine = `${info.engine} (${info.driver})`;
    yield {
      columns,
      rows: [
        [
          info.file,
          info.id,
          info.schema,
          info.epoch,
          info.created,
          info.bytes,
          engine,
          await tx.head(),
          JSON.stringify(info.counts),
        ],
      ],
    };
    return {};
  },
});
