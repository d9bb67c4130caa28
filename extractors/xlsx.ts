import type { Carrier } from "./carrier.ts";
import { isZip, zipEntries } from "./zip.ts";

/** An Excel workbook since 2007, macros or not: what its sheets show. */
export const xlsx: Carrier = {
  name: "Excel workbook (XLSX)",
  mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  recognises: (bytes) =>
    isZip(bytes) && zipEntries(bytes).some((e) => /^xl\/(workbook|worksheets\/).*\.xml$/i.test(e.name)),
  async extract(bytes) {
    // The library that formats numbers takes a while to load: only when there is a workbook.
    const [{ readWorkbook }, { workbookExtraction }] = await Promise.all([
      import("./xlsx/workbook.ts"),
      import("./sheet/index.ts"),
    ]);
    return workbookExtraction({ mediaType: this.mediaType, ...readWorkbook(bytes) });
  },
};
