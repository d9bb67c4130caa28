/** The day in China of an instant in UTC, as SQL. */
export const dayInChina = (instant: string): string => `(${instant} + INTERVAL 8 HOUR)::DATE`;
