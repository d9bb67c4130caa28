import type { OtherReadings } from "../../data/records/index.ts";
import { inkOf } from "./ink.ts";
import { cut, laid, MARGIN, type Picture, WHITE } from "./picture.ts";
import { readPictures } from "./tesseract.ts";

/** A cell as one line, and whether it is one in its document. */
type CellPicture = { picture: Picture; isOneLine: boolean };

/** What a cell says, how sure its first reading was, 0 to 100, and what else it may say, of a number. */
type CellReading = { text: string; confidence: number; others: OtherReadings };

const CHINESE = { model: "chi_sim", shows: 7 } as const;
/** The model for English makes other mistakes, and knowing that there are only digits it makes few. */
const DIGITS = { model: "eng", shows: 7, settings: ["tessedit_char_whitelist=0123456789.,-"] } as const;

/** One Chinese character may be a misread digit, beside digits several. */
const MAY_BE_NUMBER = /^[^\p{Script=Han}]*\p{Script=Han}?[^\p{Script=Han}]*$|^\D{0,3}\d+\D{0,3}$/u;
const NUMBER_AND_WORD = /^[-+]?\d[\d.,]*\s*\p{Script=Han}{1,3}$/u;
const PLAIN_NUMBER = /^-?\d+$/;

/**
 * Reads cells. A number is read twice, by models that have little in common, and a third time, in black and white, where the two
 * differ or there is a word behind it. Its text is what most readings say. On two lines there may be two numbers: they are not read as one.
 */
export async function readCells(cells: readonly CellPicture[], hasDigits: boolean): Promise<CellReading[]> {
  const pictures = cells.map(({ picture }) => picture);
  const surestOf = await surest(pictures);
  const first = surestOf.map(({ text }, i) => (cells[i]?.isOneLine || /\p{Script=Han}/u.test(text) ? text : UNREAD));
  const isNumber = first.map((text, i) => cells[i]?.isOneLine === true && MAY_BE_NUMBER.test(text));
  const second = hasDigits ? await readSome(pictures, isNumber, DIGITS) : first.map(() => null);
  const isOpen = first.map((text, i) =>
    NUMBER_AND_WORD.test(text) ? cells[i]?.isOneLine === true : isNumber[i] === true && second[i]?.text !== text,
  );
  const third = await readSome(pictures, isOpen, CHINESE, blackAndWhite);
  return first.map((text, i) => {
    const all = [second[i]?.text ?? null, text, third[i]?.text ?? null]
      .filter((reading) => reading !== null)
      .map((reading) => (isTooShort(reading, pictures[i]) ? "" : reading));
    const { confidence = 0 } = surestOf[i] ?? {};
    return { confidence, ...(all.length === 1 ? { text, others: [] } : byVote(all)) };
  });
}

/** No digit of any typeface is so wide, in parts of its height. */
const WIDEST_DIGIT = 0.95;

/** Whether a number has fewer digits than its ink is wide: models of every kind drop the 1 of 12. */
const isTooShort = (text: string, picture: Picture | undefined): boolean =>
  picture !== undefined &&
  PLAIN_NUMBER.test(text) &&
  picture.width - 2 * MARGIN > WIDEST_DIGIT * text.length * (picture.height - 2 * MARGIN);

/** What two readings say, numbers before all else; else the first number, or the first. */
function byVote(readings: readonly string[]): Omit<CellReading, "confidence"> {
  const isNumber = readings.map((text) => PLAIN_NUMBER.test(text));
  const eligible = readings.map((text, i) => (isNumber.includes(true) ? isNumber[i] === true : text !== ""));
  const twice = readings.findIndex((text, i) => eligible[i] && readings.indexOf(text, i + 1) > i);
  const chosen = twice >= 0 ? twice : Math.max(0, eligible.indexOf(true));
  return { text: readings[chosen] || UNREAD, others: readings.filter((_, i) => i !== chosen) };
}

/** There is ink, and nobody could say what it is: that is not an empty place. */
const UNREAD = "\uFFFD";

type Model = Parameters<typeof readPictures>[1];

type Reading = { text: string; confidence: number };

/** As sure as of the word that is least sure; of nothing at all, not at all. */
const read = async (pictures: readonly Picture[], model: Model): Promise<Reading[]> =>
  (await readPictures(pictures, model)).map((words) => ({
    text: words.map(({ text }) => text).join(""),
    confidence: words.length === 0 ? 0 : Math.min(...words.map(({ confidence }) => confidence)),
  }));

/** Below this, a reading is mostly wrong: 0 is common then. */
const UNSURE = 60;

/** What the Chinese model reads; where it is unsure, again with less white around it and at another size, and then what it is surest of. */
async function surest(pictures: readonly Picture[]): Promise<Reading[]> {
  let readings = await read(pictures.map(smaller), CHINESE);
  for (const prepared of [(picture: Picture) => smaller(tighter(picture)), (picture: Picture) => picture]) {
    const isUnsure = readings.map(({ confidence }) => confidence < UNSURE);
    const again = await readSome(pictures, isUnsure, CHINESE, prepared);
    readings = readings.map((reading, i) => {
      const other = again[i] ?? reading;
      return other.confidence > reading.confidence ? other : reading;
    });
  }
  return readings;
}

/** Reads those that are wanted; null for the others. */
async function readSome(
  pictures: readonly Picture[],
  isWanted: readonly boolean[],
  model: Model,
  prepared = (picture: Picture): Picture => picture,
): Promise<(Reading | null)[]> {
  const wanted = pictures.filter((_, i) => isWanted[i]).map(prepared);
  const readings = await read(wanted, model);
  return isWanted.map((is) => (is ? (readings.shift() ?? null) : null));
}

/** The size at which the Chinese model makes the fewest mistakes: characters 25 pixels high. */
const smaller = (picture: Picture): Picture => laid(picture, { scale: 0.7, slope: 0 });

/** Without two thirds of the white around it. */
function tighter(picture: Picture): Picture {
  const [width, height] = [picture.width - TIGHTER, picture.height - TIGHTER];
  return cut(picture, { x0: TIGHTER, y0: TIGHTER, x1: width, y1: height });
}

const TIGHTER = (2 * MARGIN) / 3;
const PAPER = 40;

function blackAndWhite(picture: Picture): Picture {
  return { ...picture, data: inkOf(picture, PAPER).data.map((bit) => (bit === 1 ? 0 : WHITE)) };
}
