import type { PDFObject, PDFRef } from '@cantoo/pdf-lib';

/** Stands for the date in dictionaries that are serialised once. @internal */
export const DATE = 'D:00000000000000Z';

/** Writes an object with its number. @internal */
export const indirect = (ref: PDFRef, object: PDFObject): string =>
  `${ref.objectNumber} 0 obj\n${object.toString()}\nendobj\n`;
