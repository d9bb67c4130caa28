/** What a release calls itself, wherever it does. */
export const TITLE = {
  en: "China's government-information-disclosure annual reports",
  zh: "政府信息公开工作年度报告",
};

export const SUMMARY = {
  en: "The annual reports on government information disclosure that every Chinese administrative organ must publish, read cell by cell from the publishers' own documents and checked against the identities of the statutory form. A number that could not be read is null, and the status of its cell says why; nothing is guessed.",
  zh: "中国各级行政机关政府信息公开工作年度报告：自发布机关原件逐格读取，并按法定表式的勾稽关系校验。未能读取的数值为空，由单元格的 status 说明原因；不作推测。",
};

export const LICENSE_NAME = "CC0-1.0";
export const LICENSE_URL = "https://creativecommons.org/publicdomain/zero/1.0/";

export const AUTHORS = "The Gongkai authors";
export const KEYWORDS = [
  "政府信息公开",
  "政府信息公开工作年度报告",
  "freedom of information",
  "open government",
  "China",
];
