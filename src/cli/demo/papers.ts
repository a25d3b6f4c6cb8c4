/** Qualifications of the demo's accounts: some wait for review, some are approved, some of those are about to end. And assets. */
import type { DemoAccount } from './accounts.ts';

const KINDS = ['营业执照', '食品经营许可证', '商标注册证'] as const;
/** Their last days, seen from when the demo is made; the first ends soon. */
const ENDS = ['2026-01-25', '2026-12-31', '2099-12-31'] as const;

export const PAPERS_AT_MOST = 18;
/** Those that an operator has approved. */
export const APPROVED = ['kind in 营业执照,食品经营许可证'];

export function qualificationRow({ platform, id }: DemoAccount, at: number): Readonly<Record<string, string>> {
  const number = `${['91440400', 'JY14404', '1200'][at % 3]}${String(1_000_001 + at)}`;
  const valid_until = ENDS[Math.floor(at / 3) % 3] as string;
  return { account: id, platform, kind: KINDS[at % 3] as string, number, ...(at % 3 !== 0 && { valid_until }) };
}

/** Products and pages of a unit, an audience of an account. */
export const ASSETS = [
  { name: '云逸空调', kind: 'product', unit: 'u_huadong', external_id: 'SKU-1001' },
  { name: '京致空调', kind: 'product', unit: 'u_huadong', external_id: 'SKU-1002' },
  { name: '换新季落地页', kind: 'landing_page', unit: 'u_huadong' },
  { name: '高意向人群', kind: 'audience', account: 'tencent:20000001' },
] as const;
