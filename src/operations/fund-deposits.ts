/** The agency that a deposit is of. */
import type { Schema } from '../domain/schema.ts';
import { HOLDER_FIELD } from './fund-holders.ts';

export const AGENCY_ROW = {
  holder: {
    ...HOLDER_FIELD,
    required: true,
    label: { en: 'agency', zh: '代理商' },
    help: { en: 'agency, as agency:ID', zh: '代理商，如 agency:编号' },
    headers: ['agency', 'id', '代理商', '代理商ID', '持有方'],
    metavar: 'AGENCY',
  },
} as const satisfies Schema;
