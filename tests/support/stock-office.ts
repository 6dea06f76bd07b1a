import type { OfficeConfig } from 'loket';
import { manualPrinter } from 'loket/printing';
import { fakeSigner } from 'loket/testing';
import { calendar, card, letter } from './office.js';

/** An office with two sites whose stock many people move. */
export const stockOffice = (): OfficeConfig => ({
  calendar,
  kinds: [letter, card],
  media: [
    { id: 'paper', form: 'paper' },
    { id: 'card', form: 'card' },
  ],
  counters: [{ id: '1', services: ['letters', 'cards'] }],
  signatures: [fakeSigner()],
  printers: [
    manualPrinter({ id: 'P1', medium: 'card', blanks: 10 }),
    { ...manualPrinter({ id: 'P2', medium: 'card', blanks: 0 }), site: 'north' },
  ],
  stock: { card: 40 },
  sites: [{ id: 'north', stock: { card: 20 } }],
});
