// Which reports hold two characters side by side: the index by which a phrase is found without reading every text. Reports are taken in parts of
// PART by their number; for each part and each pair of characters the index has one row, its reports as bytes.

/** Reports in a part. */
export const PART = 8192;

/** Pairs in more reports of a part than this tell nothing: their row has no bytes, and means every report of the part. */
export const COMMON = PART / 8;

/** Two UTF-16 units side by side as one number of 32 bits. */
export const pairAt = (text: string, at: number): number => text.charCodeAt(at) * 0x10000 + text.charCodeAt(at + 1);

/** Pairs that together cover a phrase, each character in as few as may be. */
export function pairsOf(phrase: string): number[] {
  const pairs = new Set<number>();
  for (let at = 0; at + 1 < phrase.length; at += 2) pairs.add(pairAt(phrase, at));
  if (phrase.length > 1) pairs.add(pairAt(phrase, phrase.length - 2));
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
