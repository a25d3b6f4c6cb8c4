/** Every operation, sorted by name; a definition is loaded when it is asked for. */
import type { Operation } from './define.ts';

type Load = () => Promise<Operation>;

export const REGISTRY: Readonly<Record<string, Load>> = {
  'accounts.assign': async () => (await import('./accounts/assign.ts')).assignAccounts,
  'accounts.bind': async () => (await import('./accounts/bind.ts')).bindAccounts,
  'accounts.budget': async () => (await import('./accounts/budget.ts')).budgetAccounts,
  'accounts.claim': async () => (await import('./accounts/claim.ts')).claimAccounts,
  'accounts.close': async () => (await import('./accounts/close.ts')).closeAccounts,
  'accounts.create': async () => (await import('./accounts/create.ts')).createAccounts,
  'accounts.diff': async () => (await import('./accounts/diff.ts')).diffAccounts,
  'accounts.import': async () => (await import('./accounts/import.ts')).importAccounts,
  'accounts.list': async () => (await import('./accounts/list.ts')).listAccounts,
  'accounts.note': async () => (await import('./accounts/note.ts')).noteAccounts,
  'accounts.release': async () => (await import('./accounts/release.ts')).releaseAccounts,
  'accounts.resume': async () => (await import('./accounts/resume.ts')).resumeAccounts,
  'accounts.share': async () => (await import('./accounts/share.ts')).shareAccounts,
  'accounts.show': async () => (await import('./accounts/show.ts')).showAccounts,
  'accounts.suspend': async () => (await import('./accounts/suspend.ts')).suspendAccounts,
  'accounts.tag': async () => (await import('./accounts/tag.ts')).tagAccounts,
  'accounts.unassign': async () => (await import('./accounts/unassign.ts')).unassignAccounts,
  'accounts.unbind': async () => (await import('./accounts/unbind.ts')).unbindAccounts,
  'accounts.unshare': async () => (await import('./accounts/unshare.ts')).unshareAccounts,
  'accounts.untag': async () => (await import('./accounts/untag.ts')).untagAccounts,
  'accounts.update': async () => (await import('./accounts/update.ts')).updateAccounts,
  'audit.list': async () => (await import('./audit/list.ts')).listAudit,
  'audit.verify': async () => (await import('./audit/verify.ts')).verifyAudit,
  'batches.list': async () => (await import('./batches/list.ts')).listBatches,
  'batches.results': async () => (await import('./batches/results.ts')).resultsBatches,
  'batches.show': async () => (await import('./batches/show.ts')).showBatches,
  'batches.undo': async () => (await import('./batches/undo.ts')).undoBatches,
  'members.create': async () => (await import('./members/create.ts')).createMembers,
  'members.grant': async () => (await import('./members/grant.ts')).grantMembers,
  'members.import': async () => (await import('./members/import.ts')).importMembers,
  'members.list': async () => (await import('./members/list.ts')).listMembers,
  'members.revoke': async () => (await import('./members/revoke.ts')).revokeMembers,
  'members.show': async () => (await import('./members/show.ts')).showMembers,
  'members.verify': async () => (await import('./members/verify.ts')).verifyMembers,
  'orgs.create': async () => (await import('./orgs/create.ts')).createOrgs,
  'orgs.import': async () => (await import('./orgs/import.ts')).importOrgs,
  'orgs.list': async () => (await import('./orgs/list.ts')).listOrgs,
  'orgs.show': async () => (await import('./orgs/show.ts')).showOrgs,
  'rules.set': async () => (await import('./rules/set.ts')).setRules,
  'rules.show': async () => (await import('./rules/show.ts')).showRules,
  'state.check': async () => (await import('./state/check.ts')).checkState,
  'state.info': async () => (await import('./state/info.ts')).infoState,
  'state.sweep': async () => (await import('./state/sweep.ts')).sweepState,
  'units.add-accounts': async () => (await import('./units/add-accounts.ts')).addAccountsUnits,
  'units.create': async () => (await import('./units/create.ts')).createUnits,
  'units.list': async () => (await import('./units/list.ts')).listUnits,
  'units.remove-accounts': async () => (await import('./units/remove-accounts.ts')).removeAccountsUnits,
  'units.show': async () => (await import('./units/show.ts')).showUnits,
  'views.list': async () => (await import('./views/list.ts')).listViews,
  'views.remove': async () => (await import('./views/remove.ts')).removeViews,
  'views.save': async () => (await import('./views/save.ts')).saveViews,
  'views.show': async () => (await import('./views/show.ts')).showViews,
};

export async function operationNamed(name: string): Promise<Operation> {
  const load = REGISTRY[name];
  if (!load) throw new Error(`no operation ${name}`);
  return load();
}
