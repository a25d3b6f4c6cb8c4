/** The view that the settings ask for (CTX-1). */
import type { Settings } from '../config/settings.ts';
import type { Narrow } from '../operations/define.ts';

export function narrowOf({ as_org: org, as_client: client }: Settings): Narrow | undefined {
  return org === undefined && client === undefined ? undefined : { ...(org && { org }), ...(client && { client }) };
}
