/** How a command ends, as shells and scripts read it; an interrupted one ends with 128 + its signal. */
export const EXIT = { done: 0, failed: 1, wrongUse: 2 } as const;
