import { type Carrier, latin1 } from "./carrier.ts";
import { oleNames } from "./ole.ts";
import { isZip, unzip, zipEntries } from "./zip.ts";

/** Workbooks of other kinds: Excel before 2007, WPS (ET), binary ones since (XLSB), and those in the XML of 2003. */
export const xls: Carrier = {
  name: "Excel 97–2003 workbook (XLS)",
  mediaType: "application/vnd.ms-excel",
  recognises: (bytes) => isOldExcel(bytes) || isBinaryExcel(bytes) || isExcelXml(bytes),
  async extract(bytes) {
    // The library has its own way with ZIP; ours knows the limits and the check sums.
    if (isZip(bytes)) for (const entry of zipEntries(bytes)) unzip(bytes, entry);
    const [{ readLegacy }, { workbookExtraction }] = await Promise.all([
      import("./xls/workbook.ts"),
      import("./sheet/index.ts"),
    ]);
    return workbookExtraction({ mediaType: this.mediaType, ...readLegacy(bytes) });
  },
};

const isOldExcel = (bytes: Uint8Array): boolean => [...oleNames(bytes)].some((name) => /^(work)?book$/i.test(name));
const isBinaryExcel = (bytes: Uint8Array): boolean =>
  isZip(bytes) && zipEntries(bytes).some((e) => /^xl\/workbook\.bin$/i.test(e.name));
const isExcelXml = (bytes: Uint8Array): boolean =>
  /^(\xEF\xBB\xBF)?\s*<\?xml[^>]*>\s*(<\?mso-application progid="Excel.Sheet"\?>\s*)?<(\w+:)?Workbook\s/.test(
    latin1(bytes, 0, 1024),
  );
