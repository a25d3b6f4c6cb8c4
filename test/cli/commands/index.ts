/** Every command of the tool, right and wrong, for the transcripts; each group on a state of its own. `@login` in front: as that member. */
import { ACCOUNTS } from './accounts.ts';
import { CLIENTS } from './clients.ts';
import { FORMS } from './forms.ts';
import { FUNDS } from './funds.ts';
import { MEMBERS } from './members.ts';
import { ORGS } from './orgs.ts';
import { OTHERS } from './others.ts';
import { REQUESTS } from './requests.ts';
import { TOKENS } from './tokens.ts';
import { UNITS } from './units.ts';
import { VIEWS } from './views.ts';

export { FILES } from './files.ts';

export const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  accounts: ACCOUNTS,
  orgs: ORGS,
  members: MEMBERS,
  units: UNITS,
  views: VIEWS,
  funds: FUNDS,
  requests: REQUESTS,
  clients: CLIENTS,
  tokens: TOKENS,
  others: OTHERS,
  forms: FORMS,
};
