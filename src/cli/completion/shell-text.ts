/** How a shell writes the tables, and what works with them. */
export type ShellText = {
  open(name: string): string;
  close(lines: readonly string[]): string;
  engine(table: string, aliases: readonly (readonly [from: string, to: string])[]): string;
};
