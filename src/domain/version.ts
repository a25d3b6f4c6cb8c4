/** The release of this program; nothing where nothing was built, as in tests. */
declare const __ADCTL_VERSION__: string | undefined;

export const VERSION: string = typeof __ADCTL_VERSION__ === 'undefined' ? '' : __ADCTL_VERSION__;
