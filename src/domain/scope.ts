/**
 * What an actor may see (MEM-2, MEM-4), as data. The store turns it into conditions in one place, so that no list,
 * load or count can forget it.
 */
export type Scope =
  | { readonly all: true }
  | {
      readonly all: false;
      readonly actor: string;
      /** Groups, entities and agencies whose data is seen in full. */
      readonly orgs: readonly string[];
      /** Entities of which only the name is seen. */
      readonly names: readonly string[];
      /** Entities all of whose accounts are seen. */
      readonly entities: readonly string[];
      /** Units seen with all their accounts: directly by a unit role, or through their organisation. */
      readonly units: readonly string[];
      /** Organisations all of whose units are seen. */
      readonly unitsOf: readonly string[];
      /** Agencies all of whose clients are seen. */
      readonly agencies: readonly string[];
      /** Agencies of whose clients only those bound to the actor are seen. */
      readonly bound: readonly string[];
      /** Entities of whose accounts only those with a relation to the actor are seen. */
      readonly own: readonly string[];
      /** Organisations and units whose members are seen. */
      readonly membersOf: readonly string[];
      /** The view is of one organisation alone: accounts shared from elsewhere are not in it (CTX-1). */
      readonly alone?: true;
      /** The view of one client: this account, and no other (CTX-1). */
      readonly client?: string;
      /** Where the actor decides requests, by what is asked for (MEM-3); in the log's, whose requests its reader may read of. */
      readonly decides?: Deciding;
      /** The same places for the operation log, narrower: where the actor has `audit.read`. Absent inside itself. */
      readonly log?: Scope;
      /** The same places, narrower: where the actor sees money (MEM-3, funds.see). Absent inside itself. */
      readonly funds?: Scope;
      /** The same places for what is in an account: wider, since whoever works on an account sees that. Absent inside itself. */
      readonly balances?: Scope;
    };

export type Deciding = {
  /** Entities whose joiners the actor approves. */
  readonly joins: readonly string[];
  /** Where the actor decides who manages accounts. */
  readonly claims: {
    readonly entities: readonly string[];
    readonly units: readonly string[];
    readonly agencies: readonly string[];
  };
  /** Entities for whose accounts the actor answers an agency. */
  readonly clients: readonly string[];
  /** Agencies for which the actor answers a client. */
  readonly agencies: readonly string[];
  /** Where the actor has the rights of operations that wait as plans. */
  readonly plans: readonly {
    readonly rights: readonly string[];
    readonly orgs: readonly string[];
    readonly units: readonly string[];
  }[];
  /** Where the actor sees caps, and so what waits beyond them. */
  readonly capped?: { readonly orgs: readonly string[]; readonly units: readonly string[] };
};

export const EVERYTHING: Scope = { all: true };
