/** What of a selection may be kept in clear with its batch. */
import { WITHHELD } from '../domain/covered.ts';
import { KINDS } from '../domain/kinds.ts';
import { personalWord } from '../domain/personal-word.ts';
import type { Question } from '../domain/question.ts';

/** The selected keys are kept with the batch; what was looked for in contact data is not (PII-1). */
export function withoutPersonal(question: Question): Question {
  const { fields } = KINDS[question.kind];
  const filters = question.filters.map((filter) =>
    fields[filter.field]?.pii ? { ...filter, values: filter.values.map(() => WITHHELD) } : filter,
  );
  const personal = question.kind === 'member' && personalWord(question.search);
  return { ...question, filters, ...(personal && { search: WITHHELD }) };
}
