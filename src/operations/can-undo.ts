/** Whether undo is offered for what an operation did (BULK-4). */
import type { Change } from './define.ts';

export const canUndo = ({ effect, lasting }: Change): boolean => effect !== 'final' && lasting === undefined;
