import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import type {
  LayoutBarcode,
  LayoutBlock,
  LayoutBox,
  LayoutField,
  LayoutLine,
  LayoutMark,
  LayoutPhoto,
  LayoutQr,
  LayoutSignature,
  LayoutTemplate,
  LayoutText,
} from '../layout-template.js';

// PDF viewers take pages of up to 14,400 points.
const place = z
  .number('must be millimetres')
  .min(-5000, 'must be -5000 or more')
  .max(5000, 'must be 5000 or less');
const length = z
  .number('must be millimetres')
  .positive('must be more than 0')
  .max(5000, 'must be 5000 or less');
const thickness = z.number('must be points').positive('must be more than 0').max(200, 'must be 200 or less');
const color = z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour as #1a2b3c');
const name = z.string('must be a text').min(1, 'must not be empty');
const fieldName = name.refine((one) => !(one in {}), 'must not be a name that every object has');

const size = z.number('must be points').min(1, 'must be 1 or more').max(200, 'must be 200 or less');
const letters = {
  sizePt: size,
  font: name.optional(),
  align: z.enum(['left', 'center', 'right'], 'must be left, center or right').optional(),
  color: color.optional(),
  fit: z.enum(['shrink', 'ellipsis'], 'must be shrink or ellipsis').optional(),
};
const style = { xMm: place, yMm: place, ...letters, maxWidthMm: length.optional() };

const text: z.ZodType<LayoutText> = z.strictObject({ type: z.literal('text'), text: name, ...style });
const field: z.ZodType<LayoutField> = z.strictObject({
  type: z.literal('field'),
  field: fieldName,
  optional: z.boolean().optional(),
  ...style,
});
const qr: z.ZodType<LayoutQr> = z.strictObject({
  type: z.literal('qr'),
  field: fieldName,
  xMm: place,
  yMm: place,
  sizeMm: length,
  recovery: z.enum(['low', 'medium', 'quartile', 'high'], 'must be low, medium, quartile or high').optional(),
});
const line: z.ZodType<LayoutLine> = z.strictObject({
  type: z.literal('line'),
  x1Mm: place,
  y1Mm: place,
  x2Mm: place,
  y2Mm: place,
  widthPt: thickness.optional(),
  color: color.optional(),
});
const area = { xMm: place, yMm: place, widthMm: length, heightMm: length };
const block: z.ZodType<LayoutBlock> = z
  .strictObject({
    type: z.literal('block'),
    text: name.optional(),
    field: fieldName.optional(),
    optional: z.boolean().optional(),
    ...area,
    ...letters,
    lineHeight: z
      .number('must be a number')
      .min(0.8, 'must be 0.8 or more')
      .max(4, 'must be 4 or less')
      .optional(),
    leastSizePt: size.optional(),
  })
  .refine((one) => (one.text === undefined) !== (one.field === undefined), 'must have a text or a field')
  .refine((one) => (one.leastSizePt ?? 0) <= one.sizePt, {
    path: ['leastSizePt'],
    message: 'must be sizePt or less',
  });
const barcode: z.ZodType<LayoutBarcode> = z.strictObject({
  type: z.literal('barcode'),
  field: fieldName,
  symbology: name,
  ...area,
  textPt: size.optional(),
});
const photo: z.ZodType<LayoutPhoto> = z.strictObject({
  type: z.literal('photo'),
  field: fieldName,
  optional: z.boolean().optional(),
  ...area,
  fit: z.enum(['cover', 'contain'], 'must be cover or contain').optional(),
});
const box: z.ZodType<LayoutBox> = z.strictObject({
  type: z.literal('box'),
  ...area,
  fill: color.optional(),
  stroke: color.optional(),
  widthPt: thickness.optional(),
});

const kinds = { text, field, block, qr, barcode, photo, line, box };
const mark = ofType<LayoutMark>(kinds);
const signature: z.ZodType<LayoutSignature> = z.strictObject({
  type: z.literal('signature'),
  ...area,
  name: name.optional(),
  reason: name.optional(),
  location: name.optional(),
  elements: z.array(mark),
  blank: z.array(mark).optional(),
});

/** Checks an element by the schema of its type, so that its broken rules are told and not those of all types. */
function ofType<T>(schemas: Readonly<Record<string, z.ZodType>>): z.ZodType<T> {
  const types = Object.keys(schemas);
  return z.custom<T>().superRefine((value, context) => {
    const type = (value as { readonly type?: unknown } | null | undefined)?.type;
    const schema = typeof type === 'string' && types.includes(type) ? schemas[type] : undefined;
    if (!schema) {
      context.addIssue({ code: 'custom', path: ['type'], message: `must be one of ${types.join(', ')}` });
      return;
    }
    for (const issue of schema.safeParse(value).error?.issues ?? []) {
      context.addIssue({ code: 'custom', path: [...issue.path], message: issue.message });
    }
  });
}

/** Accepts a layout template. @internal */
export const layoutTemplateSchema: () => z.ZodType<LayoutTemplate> = lazy(() =>
  z.strictObject({
    id: name,
    title: name.optional(),
    size: z.union(
      [z.enum(['A4', 'ID-1']), z.strictObject({ widthMm: length, heightMm: length })],
      'must be A4, ID-1 or { widthMm, heightMm }',
    ),
    pages: z
      .array(
        z.strictObject({
          elements: z.array(
            ofType<LayoutTemplate['pages'][number]['elements'][number]>({ ...kinds, signature }),
          ),
        }),
      )
      .min(1, 'must have at least one page')
      .refine(
        (pages) =>
          pages.flatMap((page) => page.elements).filter((one) => one?.type === 'signature').length <= 1,
        'must have one signature at most',
      ),
  }),
);
