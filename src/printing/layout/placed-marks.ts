import type { LayoutMark, LayoutSignature, LayoutTemplate } from '../layout-template.js';
import { type Frame, points } from './drawing.js';

/** A mark, where it is named in the template, and from where its millimetres count. @internal */
export interface PlacedMark {
  readonly mark: LayoutMark;
  readonly path: string;
  readonly frame: Frame;
}

/** A visible signature field, which has a drawing of its own. @internal */
export interface PlacedSignature {
  readonly page: number;
  /** Left, bottom, right, top in points. */
  readonly rect: readonly [number, number, number, number];
  readonly marks: readonly PlacedMark[];
  readonly element: LayoutSignature;
}

/** A template for an electronic signature, or for a pen: what is drawn on which page. @internal */
export interface PlacedMarks {
  /** Points. */
  readonly width: number;
  readonly height: number;
  readonly pages: readonly (readonly PlacedMark[])[];
  readonly signature?: PlacedSignature | undefined;
}

/** ISO 216 and ISO/IEC 7810. */
const sizes = { A4: { widthMm: 210, heightMm: 297 }, 'ID-1': { widthMm: 85.6, heightMm: 53.98 } } as const;

/** Places all marks of a template. @internal */
export function placeMarks(template: LayoutTemplate, electronic: boolean): PlacedMarks {
  const { widthMm, heightMm } = typeof template.size === 'string' ? sizes[template.size] : template.size;
  const [width, height] = [points(widthMm), points(heightMm)];
  let signature: PlacedSignature | undefined;
  const pages = template.pages.map(({ elements }, page) => {
    const frame: Frame = { left: 0, top: height };
    const marks: PlacedMark[] = [];
    for (const [i, element] of elements.entries()) {
      const path = `pages[${page}].elements[${i}]`;
      if (element.type !== 'signature') {
        marks.push({ mark: element, path, frame });
        continue;
      }
      const left = points(element.xMm);
      const top = height - points(element.yMm);
      const box = { width: points(element.widthMm), height: points(element.heightMm) };
      if (electronic) {
        const own = inside(element, path, 'elements', { left: 0, top: box.height });
        signature = { page, rect: [left, top - box.height, left + box.width, top], marks: own, element };
      } else {
        marks.push(...inside(element, path, 'blank', { left, top }));
      }
    }
    return marks;
  });
  return { width, height, pages, signature };
}

/** Lists all marks, on pages and in the signature. @internal */
export const marksOf = ({ pages, signature }: PlacedMarks): readonly PlacedMark[] => [
  ...pages.flat(),
  ...(signature?.marks ?? []),
];

function inside(
  element: LayoutSignature,
  path: string,
  key: 'elements' | 'blank',
  frame: Frame,
): PlacedMark[] {
  const pen = element.heightMm * 0.75;
  const line: LayoutMark = { type: 'line', x1Mm: 0, y1Mm: pen, x2Mm: element.widthMm, y2Mm: pen };
  return (element[key] ?? [line]).map((mark, i) => ({ mark, path: `${path}.${key}[${i}]`, frame }));
}
