import { stringify } from "yaml";
import { AUTHORS, KEYWORDS, LICENSE_NAME, SUMMARY, TITLE } from "./words.ts";

/** CITATION.cff (Citation File Format 1.2.0) of the release of that day. */
export const citation = (day: string): string =>
  stringify(
    {
      "cff-version": "1.2.0",
      message: "If you use this dataset, please cite this release. 使用本数据集时，请引用本次发布。",
      type: "dataset",
      title: `${TITLE.zh} · ${TITLE.en}`,
      abstract: `${SUMMARY.en} ${SUMMARY.zh}`,
      authors: [{ name: AUTHORS }],
      keywords: KEYWORDS,
      license: LICENSE_NAME,
      version: day,
      "date-released": day,
    },
    // A bare day would be a date to some readers of YAML, and no version.
    { defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" },
  );
