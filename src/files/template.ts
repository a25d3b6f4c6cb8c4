/** An empty CSV with the headers of an operation's rows: names of fields, or labels in words. */
import type { Schema } from '../domain/schema.ts';
import type { Lang } from '../domain/text.ts';
import { csvLine } from './csv-text.ts';

export function templateOf(schema: Schema, options: { readonly labels: boolean; readonly lang: Lang }): string {
  return csvLine(
    Object.entries(schema).map(([name, field]) =>
      options.labels ? field.label[options.lang] : (field.column ?? name),
    ),
  );
}
