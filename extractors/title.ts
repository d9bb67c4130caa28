/**
 * The title property of a Word document or PDF, where it is one: programs put their own name, a file name or a template's
 * name there.
 */
export function documentTitle(property: string): string | null {
  const title = property
    .replace(/^Microsoft Word\s*-\s*/i, "")
    .replace(/\.(docx?|wps|pdf|html?)$/i, "")
    .trim();
  return /\p{Script=Han}{4}/u.test(title) && !/^(文档|新建|演示文稿|无标题|幻灯片)/.test(title) ? title : null;
}
