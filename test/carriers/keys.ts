/** The names in a record of choices. */
export function keysOf<T extends object>(of: T): (keyof T & string)[] {
  const isKey = (key: string): key is keyof T & string => key in of;
  return Object.keys(of).filter(isKey);
}
