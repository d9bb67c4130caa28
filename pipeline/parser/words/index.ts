// Characters, labels and numbers: what printed words mean, whatever stands around them.
export { decimal, decimalText, shifted } from "./decimal.ts";
export { closeLabel, exactLabel, type Label, yearLabel } from "./labels.ts";
export { fold, labelKey, ordinalNumber, PARENTHESES, splitOrdinal, withoutParentheses } from "./normalize.ts";
export { cleaned, isDash, isValueLike, MEASURES, pieces, readNumber, unitIn } from "./number.ts";
export { type Atom, endOfRun, fewestNumbers, isNumber, LONGEST_NUMBER, numberRun, placeAlone } from "./number-run.ts";
export { type Meaning, meaningsOf, type Role, vocabulary } from "./vocabulary.ts";
