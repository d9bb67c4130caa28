import type { TemplateResult } from "lit-html";
import type { ZodMiniType } from "zod/mini";

export type Language = "en" | "zh";

/** What the page says, in both languages. */
export type Text = { readonly [language in Language]: string };

/** A value as DuckDB gives it: integers of 64 bits as bigint; all that is no integer, DOUBLE, BOOLEAN or text as the text that DuckDB prints. */
export type Value = string | number | bigint | boolean | null;

/** The answer to a question. */
export type Table = { columns: { name: string; type: string }[]; rows: Value[][] };

/** What a view is given to show itself. */
export type Context = {
  /** Of the address: #VIEW?place=41&year=2021. */
  params: URLSearchParams;
  language: Language;
  say(text: Text): string;
  /** The address of a view, for a link. */
  address(view: string, params?: Readonly<Record<string, string>>): string;
  /** Shows this view again with other params, as a new entry of the browser's history. */
  go(params: Readonly<Record<string, string>>): void;
  /** Reads explorer/data/FILE (JSON). ExplorerError where it is not there or not what it should be. */
  data<T>(file: string, schema: ZodMiniType<T>): Promise<T>;
  /** Asks the database, which is loaded when it is first asked. */
  query(sql: string): Promise<Table>;
  /** Puts other content in place of what the view shows. Nothing where the reader has gone on to another view meanwhile. */
  redraw(content: TemplateResult): void;
};

/** A page of the explorer. */
export type View = {
  title: Text;
  show(context: Context): Promise<TemplateResult>;
};

/** Something the reader should know, in words for the reader. */
export class ExplorerError extends Error {
  override name = "ExplorerError";
  readonly text: Text;
  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}
