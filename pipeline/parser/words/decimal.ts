/** An exact decimal: `digits` × 10^−`scale`. Money never passes through a binary float until it is printed. */
export type Decimal = { digits: bigint; scale: number };

/** "1561.7431" → an exact decimal. The text has been checked to be digits with at most one point. */
export function decimal(text: string): Decimal {
  const [whole = "0", fraction = ""] = text.split(".");
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

/** The decimal times 10^`power`. */
export function shifted({ digits, scale }: Decimal, power: number): Decimal {
  return power > scale ? { digits: digits * 10n ** BigInt(power - scale), scale: 0 } : { digits, scale: scale - power };
}

/** Its plain text, without zeros that say nothing. */
export function decimalText({ digits, scale }: Decimal): string {
  const padded = digits.toString().padStart(scale + 1, "0");
  const whole = padded.slice(0, padded.length - scale);
  const fraction = padded.slice(padded.length - scale).replace(/0+$/, "");
  return fraction === "" ? whole : `${whole}.${fraction}`;
}

export const isZero = (d: Decimal): boolean => d.digits === 0n;
