// Which reports hold two characters side by side: the index by which a phrase is found without reading every text. Reports are taken in parts of
// PART by their number; for each part and each pair of characters the index has one row, its reports as bytes.

/** Reports in a part. */
export const PART = 8192;

/** Pairs in more reports of a part than this tell nothing: their row has no bytes, and means every report of the part. */
export const COMMON = PART / 8;

/** Two UTF-16 units side by side as one number of 32 bits. */
const pairAt = (text: string, at: number): number => text.charCodeAt(at) * 0x10000 + text.charCodeAt(at + 1);

/** Every pair of a folded phrase. All of them are asked for: a list is short, and each report that it rules out is a text less to read. */
export function pairsOf(phrase: string): number[] {
  const pairs = new Set<number>();
  for (let at = 0; at + 1 < phrase.length; at++) pairs.add(pairAt(phrase, at));
  return [...pairs];
}

/** Rising numbers below PART as bytes: the distance of each to the one before it, seven bits a byte, the last of a number without its high bit. */
export function packPostings(numbers: ArrayLike<number>): Uint8Array {
  if (numbers.length > COMMON) return new Uint8Array();
  const bytes: number[] = [];
  let before = -1;
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i] ?? 0;
    let distance = number - before - 1;
    for (; distance > 0x7f; distance >>>= 7) bytes.push((distance & 0x7f) | 0x80);
    bytes.push(distance);
    before = number;
  }
  return Uint8Array.from(bytes);
}

/** The numbers again; null stands for every report of the part. */
export function unpackPostings(bytes: Uint8Array): number[] | null {
  if (bytes.length === 0) return null;
  const numbers: number[] = [];
  let distance = 0;
  let shift = 0;
  let before = -1;
  for (const byte of bytes) {
    distance |= (byte & 0x7f) << shift;
    if (byte & 0x80) {
      shift += 7;
      continue;
    }
    before += distance + 1;
    numbers.push(before);
    distance = 0;
    shift = 0;
  }
  return numbers;
}
