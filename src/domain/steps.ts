/** What long work on the whole state is about, for who tells how far it is. */
export type Step =
  | 'pages'
  | 'parts'
  | 'log'
  | 'ledger'
  | 'endings'
  | 'indexes'
  | 'accounts'
  | 'results'
  | 'space'
  | 'copy'
  | 'kept'
  | 'put';
