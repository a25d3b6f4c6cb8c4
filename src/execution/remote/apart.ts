/**
 * What only another version does not know: this side asks for nothing that its own definitions lack. The reader is told
 * which of the two to update.
 */
import { AdctlError } from '../../domain/refusal.ts';

export type Versions = { readonly client: string; readonly server: string | undefined };

const OPERATION = { en: 'operation', zh: '操作' };
const COLUMN = { en: 'column', zh: '列' };

export function apart(error: AdctlError, { client, server }: Versions, columns: readonly unknown[] = []): AdctlError {
  const strange = strangerIn(error, columns);
  if (!strange || server === undefined || server === client) return error;
  const older = isOlder(client, server)
    ? { en: 'adctl on this machine', zh: '本机的 adctl' }
    : { en: 'the server', zh: '服务器' };
  return new AdctlError('VERSIONS_APART', { ...strange, client, server, older });
}

function strangerIn({ code, details }: AdctlError, columns: readonly unknown[]) {
  if (code === 'OPERATION_UNKNOWN') return { what: OPERATION, name: details['operation'] };
  if (code === 'CALL_UNKNOWN') return { what: details['what'], name: details['name'] };
  // Those of a list were looked up here before they were asked for; a filter is read by the server alone.
  if (code === 'FIELD_UNKNOWN' && columns.includes(details['field'])) return { what: COLUMN, name: details['field'] };
  return undefined;
}

function isOlder(one: string, other: string): boolean {
  const [mine, theirs] = [one, other].map((version) => version.split(/[.-]/).map(Number)) as [number[], number[]];
  const at = mine.findIndex((part, i) => part !== theirs[i]);
  return at >= 0 && (mine[at] as number) < (theirs[at] ?? 0);
}
