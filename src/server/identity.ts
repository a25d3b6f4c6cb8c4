/** Who calls: what a token stands for. */
export type Identity = {
  readonly member: string;
  /** Of the token: its id, its name, when it ends (UTC milliseconds), and whether it only reads. */
  readonly token: string;
  readonly name: string;
  readonly expires: number | null;
  readonly readOnly: boolean;
  /** It works from some addresses alone. */
  readonly bound: boolean;
};

/** Undefined for every token that is not to be accepted, for whatever reason. */
export type Authenticate = (token: string, address: string) => Promise<Identity | undefined>;
