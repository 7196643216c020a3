/** How many colours there are for the tensors of a rule. */
export const markCount = 8;

/** The colour of a tensor, by its number among those of a rule, as CSS has it. */
export const markColor = (index: number): string => `var(--race-mark-${index % markCount})`;
