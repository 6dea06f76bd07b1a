import type { Medium } from '../printing/medium.js';

/** Lists what a civil registry prints on: two kinds of card, and paper before and after mid 2020. */
export const dukcapilMedia: readonly Medium[] = [
  { id: 'ktp-el-card', form: 'card', serialNumbers: true },
  { id: 'kia-card', form: 'card' },
  { id: 'security-blank', form: 'paper' },
  { id: 'a4-paper', form: 'paper' },
];
