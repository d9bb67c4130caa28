import { cleaned, exactLabel, fold, isDash, isValueLike, type Label, numberRun, pieces } from "../words/index.ts";
import { gluedTokens } from "./glued.ts";
import type { At, Line, Token } from "./token.ts";

/** Longer lines without tabs, and lines with the marks of sentences, are prose, unless words of a table stand in them. */
const LONGEST_LABEL_LINE = 80;
const SHORTEST_PROSE = 40;
/** A whole report run together is a tenth of this. */
const LONGEST_LINE = 200_000;
/** Words that tell a table run together from prose: one of them must be there before a long line is searched for labels. */
const TABLE_WORDS =
  /勾稽关系|区分处理|本机关不掌握|没有现成信息|属于国家秘密|三安全一稳定|三类内部事务|四类过程性|行政执法案卷|公开出版物|结转下年度|本年制发件数|本年新制作|未经复议直接起诉|复议后起诉|尚未审结|逾期不补正|逾期未按收费|上一年项目数量|本年收费金额|处理决定数量|统计指标|数(?:条|件|次|篇|个|人次|人)\d/;
/** The comma of 1，234 is none of a sentence, nor where the next number is glued to it. */
const SENTENCE = /[。；！？]|(?<!\d)，|，(?!\d{3})/;
const FURNITURE =
  /^(?:[-—–―·_\s]+\d{1,4}[-—–―·_\s]+|第\s*\d{1,4}\s*页\s*[/,共]?\s*共?\s*(?:\d{1,4}\s*页)?|\d{1,4}\s*(?:\/\s*\d{1,4}|页))$/;
/** Few lines need be folded. */
const FURNITURE_BEGINS = /^[\p{P}\p{S}\d０-９第]/u;

/** A page number or the like. */
export const isFurniture = (trimmed: string): boolean =>
  trimmed.length <= 20 && FURNITURE_BEGINS.test(trimmed) && FURNITURE.test(fold(trimmed));

/** The title again at the head of a page. */
const RUNNING_HEAD = /^[^\t。]{0,30}(?:信息公开|政务公开)[^\t。]{0,12}(?:报告|年报)$/;

const isRunningHead = (trimmed: string): boolean =>
  trimmed.length <= 60 && /[告报]$/.test(trimmed) && RUNNING_HEAD.test(trimmed);

/** A row of a table as plain text draws it: | 规章 | 3 | 0 | 12 |. */
const BARRED = /^\|[^|]*\|[^|]*\|.*\|$/;

/** Some of the traditional characters of those words. */
const TRADITIONAL = /[關機會決結經議訴開數採處]/;

/** In traditional characters too, and in others that are folded where the line is no longer than the longest label. */
function hasTableWords(text: string): boolean {
  if (TABLE_WORDS.test(text)) return true;
  const folded = text.length <= LONGEST_LABEL_LINE || TRADITIONAL.test(text) ? fold(text) : text;
  return folded !== text && TABLE_WORDS.test(folded);
}

/** Numbers set apart, which a row may have any length of. */
const APART = /(?<![ \u3000])[ \u3000]+[\d,.]+(?![^ \u3000])/g;

/** A name may be set with a blank behind every character. */
function isProse(text: string): boolean {
  const names = / |\u3000/.test(text) ? text.replace(APART, "") : text;
  const dense = names.replace(/(?<=[\u2010-\uFFEF])[ \u3000]+(?=[\u2010-\uFFEF])/g, "");
  return (dense.length > LONGEST_LABEL_LINE || SENTENCE.test(dense)) && !hasTableWords(dense);
}

/** Reads one line of normalized text, without any knowledge of its neighbours. */
export function readLine(text: string, line: number): Line {
  const trimmed = text.trim();
  if (isFurniture(trimmed) || isRunningHead(trimmed)) return { kind: "furniture", line };
  const tabbed = text.includes("\t");
  const barred = !tabbed && trimmed.startsWith("|") && BARRED.test(trimmed);
  if (!barred && !tabbed) {
    if (trimmed === "") return { kind: "empty", line };
    if ((trimmed.length > LONGEST_LABEL_LINE || SENTENCE.test(trimmed)) && isProse(trimmed))
      return { kind: "prose", line };
  }
  if (text.length > LONGEST_LINE) return { kind: "prose", line };
  const cells = barred ? trimmed.slice(1, -1).split("|") : text.split("\t");
  const tokens: Token[] = [];
  for (const [cell, raw] of cells.entries()) {
    const simple = simpleToken(raw.trim(), line, cell);
    if (simple !== null) tokens.push(simple);
    else tokens.push(...cellTokens(raw.trim(), { line, cell }));
  }
  const only = tokens[0];
  if (tokens.length === 1 && only?.kind === "text" && (only.text.length > SHORTEST_PROSE || only.text.includes("。")))
    return { kind: "prose", line };
  return { kind: "cells", line, tokens, width: cells.length };
}

const PLAIN_NUMBER = /^\d+$/;
/** Every report has the same labels, worded in a few ways: each is made out once. */
const labelsMet = new Map<string, Label>();
const MOST_LABELS_MET = 5000;

/** What most cells are: empty, a number, or a label met before. */
function simpleToken(text: string, line: number, cell: number): Token | null {
  if (text === "") return { kind: "blank", text, line, cell };
  if (PLAIN_NUMBER.test(text)) return { kind: "value", text, line, cell };
  const label = labelsMet.get(text);
  return label === undefined ? null : { kind: "label", text, line, cell, label };
}

/** A dash in a number's place; in a name, no punctuation counts. */
const ENDS_WITH_DASH = /\s[/\\—―–-]+$/;

function cellTokens(text: string, at: At): Token[] {
  const clean = cleaned(text);
  if (clean === "") return [{ ...at, kind: "blank", text: "" }];
  if (!/[\u4e00-\u9fff]/.test(clean)) return numbers(text, clean, at);
  const label = ENDS_WITH_DASH.test(clean) ? null : exactLabel(clean);
  if (label !== null) {
    if (labelsMet.size < MOST_LABELS_MET) labelsMet.set(text, label);
    return [{ ...at, kind: "label", text, label }];
  }
  const glued = gluedTokens(fold(text), text, at);
  if (glued !== null) return glued;
  if (isValueLike(clean) && !dashesBehind(text) && text.length <= SHORTEST_PROSE)
    return [{ ...at, kind: "value", text }];
  return wordsAndNumbers(text, at);
}

/** 1 / / is three places. */
const dashesBehind = (text: string): boolean => pieces(text).slice(1).some(isDash);

/** Numbers run together: 012件0. A dash among them may be a date's. */
const isNumbers = (text: string): boolean =>
  text.length <= LONGEST_LABEL_LINE * 2 && (numberRun(text)?.every((atom) => atom.digit !== "") ?? false);

/** Words that are no label as they stand: names among them, and the numbers set apart behind them. */
function wordsAndNumbers(text: string, at: At): Token[] {
  const parts = text.length > LONGEST_LABEL_LINE * 2 ? [] : pieces(text);
  if (parts.length === 1 && isNumbers(text)) return [{ ...at, kind: "value", text }];
  const numbers = parts.length - 1 - parts.findLastIndex((part) => !isValueLike(cleaned(part)));
  const words = parts.slice(0, parts.length - numbers);
  const names = words.map((part) => exactLabel(fold(part)));
  const tokens: Token[] =
    words.length > 1 && names.some((label) => label !== null)
      ? words.map((part, i) => wordOrName(part, names[i] ?? null, at))
      : words.length > 0 || numbers < 1
        ? [{ ...at, kind: "text", text: numbers < 1 ? text : words.join(" ") }]
        : [];
  return [...tokens, ...parts.slice(words.length).map((part): Token => ({ ...at, kind: "value", text: part }))];
}

const wordOrName = (text: string, label: Label | null, at: At): Token =>
  label === null ? { ...at, kind: "text", text } : { ...at, kind: "label", text, label };

/** A cell without Chinese characters: one number, or several parted by spaces. */
function numbers(text: string, clean: string, at: At): Token[] {
  const parts = isValueLike(clean) && !dashesBehind(text) ? [] : pieces(text);
  if (parts.length > 1 && parts.every((part) => isValueLike(cleaned(part))))
    return parts.map((part) => ({ ...at, kind: "value", text: part }));
  return [{ ...at, kind: isValueLike(clean) || isNumbers(text) ? "value" : "text", text }];
}
