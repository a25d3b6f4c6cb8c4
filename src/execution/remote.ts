/** The link to an executor behind a server. */
import type { Link } from './link.ts';
import type { LoadOperation } from './local.ts';

export type Server = {
  readonly url: string;
  readonly token: string | undefined;
  /** Of this program. */
  readonly version: string;
  readonly verbose?: (line: string) => void;
};
export type Hello = {
  readonly version: string;
  readonly member: string;
  readonly token: { readonly name: string; readonly expires: number | null; readonly readOnly: boolean };
};
export type RemoteLink = Link & { hello(): Promise<Hello> };

export function remoteLink(_server: Server, _load: LoadOperation, _clock: () => number): RemoteLink {
  throw new Error('there is no link to a server yet');
}
