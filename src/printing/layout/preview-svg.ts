import type { Issue } from '../../internal/issue.js';
import { num } from './drawing.js';
import { type Drawing, draw, type Values } from './painters.js';
import { escapeXml, svgPen } from './svg-pen.js';
import type { Variant } from './variant.js';

/** Draws a document's pages as SVG; adds to `issues` what it cannot draw. @internal */
export type PreviewPainter = (values: Values, issues: Issue[]) => string[];

/** Prepares previews of a compiled layout: the same marks, decided by the same painters, written by another pen. @internal */
export function previewPainter({ placed, tools }: Variant, title: string): PreviewPainter {
  const { width, height, signature } = placed;
  // What is wrong with a template was told when it was compiled.
  const ignored: Issue[] = [];
  const pages = placed.pages.map((marks) => draw(marks, svgPen(height), tools, ignored));
  const shown = signature && {
    ...signature,
    drawing: draw(signature.marks, svgPen(signature.rect[3] - signature.rect[1]), tools, ignored),
  };
  const opening =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${num(width)}pt" height="${num(height)}pt" ` +
    `viewBox="0 0 ${num(width)} ${num(height)}" role="img">\n<title>${escapeXml(title)}</title>\n` +
    `<rect width="${num(width)}" height="${num(height)}" fill="#ffffff"/>\n`;

  return (values, issues) =>
    pages.map((page, i) => {
      let body = painted(page, values, issues);
      if (shown?.page === i) {
        const [left, bottom, right, top] = shown.rect;
        // As a form's box does, an element of its own cuts off what lies outside.
        body +=
          `<svg x="${num(left)}" y="${num(height - top)}" width="${num(right - left)}" height="${num(top - bottom)}" overflow="hidden">\n` +
          `${painted(shown.drawing, values, issues)}</svg>\n`;
      }
      return `${opening}${body}</svg>\n`;
    });
}

function painted({ fixed, painters }: Drawing, values: Values, issues: Issue[]): string {
  let content = fixed;
  for (const painter of painters) content += painter(values, issues);
  return content;
}
