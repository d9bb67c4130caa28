/** So many of something, in words: 1 source, 2 sources. */
export const counted = (n: number, thing: string): string => `${n} ${thing}${n === 1 ? "" : "s"}`;
