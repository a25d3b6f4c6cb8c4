/** Every local command, loaded when it is asked for. */
import type { Local } from './define.ts';

export const LOCALS: Readonly<Record<string, () => Promise<Local>>> = {
  'batches.resume': async () => (await import('./batches-resume.ts')).resumeBatches,
  completion: async () => (await import('./completion.ts')).completion,
  demo: async () => (await import('./demo.ts')).demo,
  help: async () => (await import('./help.ts')).help,
  login: async () => (await import('./login.ts')).login,
  logout: async () => (await import('./logout.ts')).logout,
  'profile.add': async () => (await import('./profile-add.ts')).addProfiles,
  'profile.list': async () => (await import('./profile-list.ts')).listProfile,
  'profile.remove': async () => (await import('./profile-remove.ts')).removeProfiles,
  'profile.set': async () => (await import('./profile-set.ts')).setProfile,
  'profile.show': async () => (await import('./profile-show.ts')).showProfiles,
  'profile.test': async () => (await import('./profile-test.ts')).testProfile,
  'profile.use': async () => (await import('./profile-use.ts')).useProfiles,
  serve: async () => (await import('./serve.ts')).serve,
  'state.backup': async () => (await import('./state-backup.ts')).backupState,
  'state.compact': async () => (await import('./state-compact.ts')).compactState,
  'state.key': async () => (await import('./state-key.ts')).keyStateCommand,
  'state.rebuild': async () => (await import('./state-rebuild.ts')).rebuildState,
  'state.restore': async () => (await import('./state-restore.ts')).restoreState,
  whoami: async () => (await import('./whoami.ts')).whoami,
};
