/** Manifests of exports, and what keeps a later export from going on from one (REP-12). */
import { errors } from './define.ts';

export const MANIFEST_ERRORS = errors({
  MANIFEST_INVALID: {
    exit: 2,
    http: 400,
    message: { en: '{file} is no manifest to go on from', zh: '{file} 不是可用于续接的清单文件' },
    hint: {
      en: 'name a file that --manifest of the same command wrote',
      zh: '请指定同一命令用 --manifest 写出的文件',
    },
  },
  MANIFEST_CUT: {
    exit: 2,
    http: 400,
    message: {
      en: '{file} is of a part of a list (--limit or --after): the rest of it would be left out',
      zh: '{file} 对应的导出不完整（使用了 --limit 或 --after），其余行会被遗漏',
    },
    hint: { en: 'export the whole once more, with --manifest', zh: '请用 --manifest 重新完整导出一次' },
  },
  MANIFEST_RANGE: {
    exit: 2,
    http: 400,
    message: {
      en: '{file} goes from {from} to {to}: other days were not in it, and would be left out',
      zh: '{file} 的范围为 {from} 至 {to}，其他日期不在其中，会被遗漏',
    },
    hint: {
      en: 'leave --range out to go on with the same days; export other days without --since',
      zh: '不带 --range 即沿用相同日期；其他日期请不带 --since 导出',
    },
  },
  MANIFEST_OTHER: {
    exit: 2,
    http: 400,
    message: { en: '{file} is of another question', zh: '{file} 对应的查询条件不同' },
    hint: {
      en: 'ask with the same holder, type and filters; its "filters" say which',
      zh: '请使用相同的持有方、类型与筛选条件，见其中的 filters',
    },
  },
  MANIFEST_FILTER: {
    exit: 2,
    http: 400,
    message: {
      en: 'no export goes on from one that is filtered by {field}: what changes later would leave it unseen',
      zh: '按“{field}”筛选的导出不能续接：之后的更改可能使行移出筛选范围而不被列出',
    },
    hint: {
      en: 'export without that filter, and filter the files; or leave --manifest and --since out',
      zh: '请去掉该条件导出，再在文件中筛选；或不使用 --manifest 与 --since',
    },
  },
  MANIFEST_STATE: {
    exit: 5,
    http: 409,
    message: {
      en: 'the manifest is of another state, or of what was done before a backup was restored: what changed since then cannot be told',
      zh: '该清单属于另一个状态文件，或其内容已因恢复备份而作废，无法得知此后的变化',
    },
    hint: {
      en: 'export the whole once more, without --since and with --manifest, and take it instead of what there was',
      zh: '请不带 --since、用 --manifest 重新完整导出，并以此取代先前的导出',
    },
  },
  MANIFEST_VIEW: {
    exit: 5,
    http: 409,
    message: {
      en: 'the manifest is of another member or another view: lines that were not seen then would be left out',
      zh: '该清单由其他成员或在其他视角下写出：当时不可见的行会被遗漏',
    },
    hint: {
      en: 'go on as whoever wrote it, in the same view (--as-org, --as-client); or export the whole once more with --manifest',
      zh: '请以写出清单的成员和视角（--as-org、--as-client）续接，或用 --manifest 重新完整导出',
    },
  },
  MANIFEST_SEEN: {
    exit: 5,
    http: 409,
    message: {
      en: 'what you see has changed since the manifest: rows from before it have come into your view or left it',
      zh: '该清单之后您的可见范围有变化：清单之前的行有进入或退出',
    },
    hint: {
      en: 'export the whole once more, without --since and with --manifest, and take it instead of what there was',
      zh: '请不带 --since、用 --manifest 重新完整导出，并以此取代先前的导出',
    },
  },
});
