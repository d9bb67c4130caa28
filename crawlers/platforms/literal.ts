/**
 * What a script assigns to a name (`SID: '755001'`, `var siteInfo = {…}`), as a value: JavaScript's literals, of which JSON is
 * one. Undefined where there is none that can be read; within it, whatever would have to be computed is undefined too.
 */
export function scriptValue(script: string, name: string): unknown {
  for (const match of script.matchAll(new RegExp(`(?<![\\w$])["']?${name}["']?\\s*[:=]\\s*(?=["'[{\\d])`, "g"))) {
    const value = new Literal(script, match.index + match[0].length).value();
    if (value !== undefined) return value;
  }
  return undefined;
}

const ESCAPES: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", v: "\v", "0": "\0", "\n": "" };
const WORDS: Record<string, unknown> = { true: true, false: false, null: null };
/** Nobody nests columns deeper; a text that does would exhaust the stack. */
const DEEPEST = 200;

/** A reader of one literal in a script. */
class Literal {
  readonly #script: string;
  #at: number;
  #depth = 0;

  constructor(script: string, at: number) {
    this.#script = script;
    this.#at = at;
  }

  value(): unknown {
    this.#skipBlank();
    const c = this.#script[this.#at];
    if (c === '"' || c === "'" || c === "`") return this.#text(c);
    if ((c === "{" || c === "[") && this.#depth < DEEPEST) {
      this.#depth++;
      const value = c === "{" ? this.#object() : this.#array();
      this.#depth--;
      return value;
    }
    const word = /^[\w$.+-]+/.exec(this.#script.slice(this.#at, this.#at + 100))?.[0] ?? "";
    this.#at += word.length;
    return /^-?(\d+(\.\d+)?|\.\d+)$/.test(word) ? Number(word) : WORDS[word];
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

  #array(): unknown[] {
    const items: unknown[] = [];
    for (this.#at++; this.#goesOn("]"); this.#toNext("]")) items.push(this.value());
    return items;
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
      const c = this.#script[this.#at] ?? "";
      if (c === end) return;
      if (c === ",") break;
      if (/["'`{[(]/.test(c)) this.#skipGroup(c);
    }
    this.#at++;
  }

  #skipGroup(opening: string): void {
    if (opening !== "(") {
      this.value();
      this.#at--;
      return;
    }
    this.#at = Math.max(this.#at, this.#script.indexOf(")", this.#at));
  }

  #skipBlank(): void {
    const blank = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
    blank.lastIndex = this.#at;
    if (blank.test(this.#script)) this.#at = blank.lastIndex;
  }
}
