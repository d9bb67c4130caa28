/** Whether a deadline has passed on the day of a release, as SQL: on the last day itself a report may still come. */
export const hasPassed = (deadline: string, day: string): string => `${deadline} < DATE '${day}'`;
