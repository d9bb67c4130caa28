/** Node decodes GBK and doesn't encode it: the table is its decoder, turned round. */
const bytesOf = new Map<string, number>();
const decoder = new TextDecoder("gbk");
for (let lead = 0x81; lead <= 0xfe; lead += 1)
  for (let trail = 0x40; trail <= 0xfe; trail += 1) {
    const character = decoder.decode(Uint8Array.of(lead, trail));
    if (trail !== 0x7f && [...character].length === 1 && character !== "\uFFFD")
      bytesOf.set(character, (lead << 8) | trail);
  }

/** The text in GBK; a character that GBK lacks is an error. */
export function gbk(text: string): Uint8Array {
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const code = character.codePointAt(0) ?? 0;
      if (code < 0x80) return [code];
      const pair = bytesOf.get(character);
      if (pair === undefined) throw new RangeError(`GBK has no “${character}”`);
      return [pair >> 8, pair & 0xff];
    }),
  );
}
