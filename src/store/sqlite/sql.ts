/** SQL as text with its bound values, composed without ever pasting a value into the text. */

export class Sql {
  readonly text: string;
  readonly values: readonly unknown[];
  constructor(text: string, values: readonly unknown[]) {
    this.text = text;
    this.values = values;
  }
}

/** Interpolated fragments are spliced in; everything else is bound. */
export function sql(strings: TemplateStringsArray, ...parts: readonly unknown[]): Sql {
  let text = strings[0] as string;
  const values: unknown[] = [];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (part instanceof Sql) {
      text += part.text;
      values.push(...part.values);
    } else {
      text += '?';
      values.push(part);
    }
    text += strings[i + 1];
  }
  return new Sql(text, values);
}

/** Text of our own, never a user's. */
export function raw(text: string): Sql {
  return new Sql(text, []);
}

export function column(alias: string, name: string): Sql {
  return raw(`${alias}."${name}"`);
}

export function join(parts: readonly Sql[], separator: string): Sql {
  return new Sql(
    parts.map((part) => part.text).join(separator),
    parts.flatMap((part) => part.values),
  );
}

export const TRUE = raw('1');
export const FALSE = raw('0');

export function and(parts: readonly Sql[]): Sql {
  const real = parts.filter((part) => part !== TRUE);
  if (real.includes(FALSE)) return FALSE;
  if (real.length === 0) return TRUE;
  return real.length === 1 ? (real[0] as Sql) : sql`(${join(real, ' AND ')})`;
}

export function or(parts: readonly Sql[]): Sql {
  const real = parts.filter((part) => part !== FALSE);
  if (real.includes(TRUE)) return TRUE;
  if (real.length === 0) return FALSE;
  return real.length === 1 ? (real[0] as Sql) : sql`(${join(real, ' OR ')})`;
}

/** A set of values as one bound parameter, however many there are. */
export function valuesOf(values: readonly (string | number)[]): Sql {
  return sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`;
}

/** What is asked for, bound as a list in JSON: one question for a whole chunk, since one for each would cost more than most answers. */
export const ASKED = '(SELECT key AS nth, value AS wanted FROM json_each(?)) asked';
