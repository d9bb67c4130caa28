/** The two bytes of each character of the BMP in GBK, 0 where it has none: Node decodes GBK and does not encode it, so its decoder is turned round. */
let pairs: Uint16Array | undefined;

function turnedRound(): Uint16Array {
  const table = new Uint16Array(0x10000);
  const decoder = new TextDecoder("gbk");
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const text = trail === 0x7f ? "" : decoder.decode(Uint8Array.of(lead, trail));
      if (text.length === 1) table[text.charCodeAt(0)] ||= (lead << 8) | trail;
    }
  return table;
}

/** The bytes of a character that is not ASCII; null where GBK has none for it. */
export function gbkBytes(character: string): [number, number] | null {
  pairs ??= turnedRound();
  const pair = character.length === 1 ? (pairs[character.charCodeAt(0)] ?? 0) : 0;
  return pair === 0 ? null : [pair >> 8, pair & 0xff];
}
