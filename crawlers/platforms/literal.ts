/** What a name in a literal stands for; undefined where that is not known. */
export type Named = (name: string) => unknown;
const nothing: Named = () => undefined;

/**
 * What a script assigns to a name (`SID: '755001'`, `var siteInfo = {…}`), as a value: JavaScript's literals, of which JSON is
 * one, and their sums. Undefined where there is none that can be read; within it, whatever else would have to be computed is
 * undefined too.
 */
export function scriptValue(script: string, name: string, named = nothing): unknown {
  const word = name.replaceAll("$", "\\$");
  for (const match of script.matchAll(new RegExp(`(?<![\\w$])["']?${word}["']?\\s*[:=]\\s*(?=["'\`[{\\d])`, "g"))) {
    const value = new Literal(script, match.index + match[0].length, named).value();
    if (value !== undefined) return value;
  }
  return undefined;
}

/** A call in a script: its text, and its arguments as values. */
export type Call = { callee: string; text: string; values: unknown[] };

/** The calls in a script of what `callee` (global) matches. */
export function callsIn(script: string, callee: RegExp, named = nothing): Call[] {
  return [...script.matchAll(callee)].flatMap((match) => {
    const open = match.index + match[0].length;
    if (script[open] !== "(") return [];
    const { values, end } = new Literal(script, open, named).list(")");
    return [{ callee: match[0], text: script.slice(match.index, end), values }];
  });
}

const ESCAPES: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", v: "\v", "0": "\0", "\n": "" };
const WORDS: Record<string, unknown> = { true: true, false: false, null: null };
/** Nobody nests columns deeper; a text that does would exhaust the stack. */
const DEEPEST = 200;
/** Calls that only write their argument in another form. */
const WRITERS = /^((JSON|\w+)\.stringify|(\$|jQuery)\.param|URLSearchParams|String|Number|parseInt)$/;
/** What goes on as a computation; `<` may be the end of the script. */
const OPERATOR = /^([-*?%&|>=.[(]|<(?!\/))/;

/** A reader of one literal in a script. */
class Literal {
  readonly #script: string;
  readonly #named: Named;
  #at: number;
  #depth = 0;

  constructor(script: string, at: number, named: Named) {
    this.#script = script;
    this.#at = at;
    this.#named = named;
  }

  value(): unknown {
    let value = this.#operand();
    for (this.#skipBlank(); this.#script[this.#at] === "+"; this.#skipBlank()) {
      this.#at++;
      value = sum(value, this.#operand());
    }
    return OPERATOR.test(this.#script.slice(this.#at, this.#at + 2)) ? undefined : value;
  }

  /** The values from a bracket on to the one that closes it. */
  list(close: string): { values: unknown[]; end: number } {
    const values: unknown[] = [];
    for (this.#at++; this.#goesOn(close); this.#toNext(close)) values.push(this.value());
    return { values, end: this.#at };
  }

  #operand(): unknown {
    this.#skipBlank();
    const c = this.#script[this.#at];
    if (c === '"' || c === "'") return this.#text(c);
    if (c === "`") return this.#filled(this.#text(c));
    if (this.#depth >= DEEPEST) return undefined;
    this.#depth++;
    const value = c === "{" ? this.#object() : c === "[" ? this.list("]").values : this.#word();
    this.#depth--;
    return value;
  }

  #word(): unknown {
    const word = /^-?[\w$.]+/.exec(this.#script.slice(this.#at, this.#at + 100))?.[0] ?? "";
    this.#at += word.length;
    if (/^-?(\d+(\.\d+)?|\.\d+)$/.test(word)) return Number(word);
    if (Object.hasOwn(WORDS, word)) return WORDS[word];
    if (word === "new") return this.#operand();
    if (WRITERS.test(word) && this.#script[this.#at] === "(") return this.list(")").values[0];
    return word === "" ? undefined : this.#named(word);
  }

  /** A template with what its names stand for. */
  #filled(template: string): string | undefined {
    const parts = template.split(/\$\{\s*([^}]*?)\s*\}/);
    const values = parts.map((part, i) => (i % 2 === 0 ? part : this.#named(part)));
    return values.includes(undefined) ? undefined : values.join("");
  }

  #object(): Record<string, unknown> {
    const fields: [string, unknown][] = [];
    for (this.#at++; this.#goesOn("}"); this.#toNext("}")) {
      const name = this.#name();
      this.#skipBlank();
      if (this.#script[this.#at] !== ":") continue;
      this.#at++;
      fields.push([name, this.value()]);
    }
    return Object.fromEntries(fields);
  }

  /** A field's name, quoted or not. */
  #name(): string {
    this.#skipBlank();
    const c = this.#script[this.#at] ?? "";
    if (c === '"' || c === "'") return this.#text(c);
    const name = /^[\w$]+/.exec(this.#script.slice(this.#at, this.#at + 100))?.[0] ?? "";
    this.#at += name.length;
    return name;
  }

  #text(quote: string): string {
    let text = "";
    for (this.#at++; this.#at < this.#script.length; this.#at++) {
      const c = this.#script[this.#at] ?? "";
      if (c === quote) break;
      if (c !== "\\") {
        text += c;
        continue;
      }
      const coded = /^(?:u([0-9a-f]{4})|x([0-9a-f]{2}))/i.exec(this.#script.slice(this.#at + 1, this.#at + 6));
      const escaped = this.#script[this.#at + 1] ?? "";
      const code = coded?.[1] ?? coded?.[2];
      text += code === undefined ? (ESCAPES[escaped] ?? escaped) : String.fromCharCode(Number.parseInt(code, 16));
      this.#at += coded?.[0].length ?? 1;
    }
    this.#at++;
    return text;
  }

  #goesOn(end: string): boolean {
    this.#skipBlank();
    if (this.#script[this.#at] === end) this.#at++;
    else return this.#at < this.#script.length;
    return false;
  }

  /** Past what cannot be read, to behind the next comma or before the end of this object or array. */
  #toNext(end: string): void {
    for (; this.#at < this.#script.length; this.#at++) {
      this.#skipBlank();
      const c = this.#script[this.#at] ?? "";
      if (c === end) return;
      if (c === ",") break;
      if (/["'`{[(]/.test(c)) this.#skipGroup(c);
    }
    this.#at++;
  }

  /** To the end of a text, or of what stands in brackets. */
  #skipGroup(opening: string): void {
    if (/["'`]/.test(opening)) {
      this.#text(opening);
      this.#at--;
      return;
    }
    for (let open = 0; this.#at < this.#script.length; this.#at++) {
      this.#skipBlank();
      const c = this.#script[this.#at] ?? "";
      if (/[{[(]/.test(c)) open++;
      else if (/["'`]/.test(c)) this.#skipGroup(c);
      else if (/[}\])]/.test(c) && --open === 0) return;
    }
  }

  #skipBlank(): void {
    const blank = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
    blank.lastIndex = this.#at;
    if (blank.test(this.#script)) this.#at = blank.lastIndex;
  }
}

function sum(a: unknown, b: unknown): unknown {
  if (a === undefined || b === undefined) return undefined;
  return typeof a === "number" && typeof b === "number" ? a + b : `${a}${b}`;
}
