import type { ColumnDefinition } from "../../data/records/index.ts";
import type { ReleasedFile } from "./files.ts";
import { csvOf, excelOf, type WrittenTable } from "./tables.ts";
import { AUTHORS, KEYWORDS, LICENSE_URL, SUMMARY, TITLE } from "./words.ts";

const DATA_TYPES: Record<ColumnDefinition["type"], string> = {
  VARCHAR: "sc:Text",
  INTEGER: "sc:Integer",
  BIGINT: "sc:Integer",
  BOOLEAN: "sc:Boolean",
  DATE: "sc:Date",
  TIMESTAMP: "sc:DateTime",
  "DECIMAL(18,6)": "sc:Float",
};

/** croissant.json (Croissant 1.1): every file of a table with its digest, and each table as a set of records read from its Parquet file. */
export const croissant = (
  day: string,
  tables: readonly WrittenTable[],
  files: ReadonlyMap<string, ReleasedFile>,
): object => ({
  "@context": CONTEXT,
  "@type": "sc:Dataset",
  conformsTo: "http://mlcommons.org/croissant/1.1",
  name: "gongkai",
  description: `${TITLE.zh} · ${TITLE.en}. ${SUMMARY.en} ${SUMMARY.zh}`,
  license: LICENSE_URL,
  url: "index.html",
  creator: { "@type": "sc:Organization", name: AUTHORS },
  datePublished: day,
  // MAJOR.MINOR.PATCH, whose numbers have no leading zero.
  version: day.split("-").map(Number).join("."),
  inLanguage: ["zh", "en"],
  keywords: KEYWORDS,
  citeAs: `@misc{gongkai-${day}, title = {${TITLE.en}}, author = {{${AUTHORS}}}, year = {${day.slice(0, 4)}}, version = {${day}}}`,
  isLiveDataset: false,
  distribution: tables
    .flatMap(({ name, csv }) => [`${name}.parquet`, ...(csv === null ? [] : [csvOf(name), excelOf(name)])])
    .map((path) => ({
      "@type": "cr:FileObject",
      "@id": path,
      name: path,
      contentUrl: path,
      contentSize: `${files.get(path)?.bytes} B`,
      encodingFormat: path.endsWith(".csv") ? "text/csv" : "application/x-parquet",
      sha256: files.get(path)?.sha256,
    })),
  recordSet: tables.map(recordSet),
});

const recordSet = ({ name, definition: { en, zh, columns, key, order, part_of } }: WrittenTable): object => ({
  "@type": "cr:RecordSet",
  "@id": name,
  name,
  description: `${en} ${zh}`,
  // Further columns that fix the order say that the key alone names no single row.
  ...(order.length === 0 ? { key: key.map((column) => ({ "@id": `${name}/${column}` })) } : {}),
  field: Object.entries(columns).map(([column, { type, en, zh }]) => {
    const target = part_of[column];
    return {
      "@type": "cr:Field",
      "@id": `${name}/${column}`,
      name: column,
      description: `${en} ${zh}`,
      dataType: DATA_TYPES[type],
      source: { fileObject: { "@id": `${name}.parquet` }, extract: { column } },
      ...(target === undefined ? {} : { references: { "@id": `${target.table}/${target.column}` } }),
    };
  }),
});

/** What the names mean, as the standard's first appendix recommends; schema.org by https, as its own reader knows it. */
const CONTEXT = {
  "@language": "en",
  "@vocab": "https://schema.org/",
  sc: "https://schema.org/",
  cr: "http://mlcommons.org/croissant/",
  rai: "http://mlcommons.org/croissant/RAI/",
  dct: "http://purl.org/dc/terms/",
  ...Object.fromEntries(
    [
      ...["annotation", "arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "excludes", "extract"],
      ...["field", "fileProperty", "fileObject", "fileSet", "format", "includes", "isArray", "isLiveDataset"],
      ...["jsonPath", "key", "md5", "parentField", "recordSet", "references", "regex", "readLines", "sdVersion"],
      ...["separator", "source", "subField", "transform", "unArchive", "value"],
    ].map((term) => [term, `cr:${term}`]),
  ),
  conformsTo: "dct:conformsTo",
  data: { "@id": "cr:data", "@type": "@json" },
  dataType: { "@id": "cr:dataType", "@type": "@vocab" },
  examples: { "@id": "cr:examples", "@type": "@json" },
};
