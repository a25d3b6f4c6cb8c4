/** Colours, where they are wanted. Whether they are is decided by the settings, not by looking at a stream here. */

export type Paint = {
  readonly head: (text: string) => string;
  readonly error: (text: string) => string;
  readonly hint: (text: string) => string;
};

const same = (text: string): string => text;
const NO_PAINT: Paint = { head: same, error: same, hint: same };

export async function loadPaint(color: boolean): Promise<Paint> {
  if (!color) return NO_PAINT;
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  return { head: (t) => chalk.bold(t), error: (t) => chalk.red.bold(t), hint: (t) => chalk.dim(t) };
}
