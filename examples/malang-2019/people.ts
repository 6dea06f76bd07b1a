import { chance, pick } from './chance.js';

/** A person as the registry knows one. All are made up, and so is every number. */
export interface Person {
  readonly name: string;
  readonly female: boolean;
  /** 16 digits; on an identity card only. */
  readonly identityNumber: string;
  readonly masked: string;
  readonly birth: string;
  readonly address: string;
}

const given = [
  'Adi',
  'Bayu',
  'Citra',
  'Dewi',
  'Eko',
  'Fitri',
  'Gilang',
  'Hana',
  'Indra',
  'Joko',
  'Kartika',
  'Lestari',
];
const family = ['Contoh', 'Santoso', 'Wijaya', 'Pratama', 'Utami', 'Saputra', 'Rahayu', 'Hidayat'];
const women = new Set(['Citra', 'Dewi', 'Fitri', 'Hana', 'Kartika', 'Lestari']);
const two = (n: number) => String(n).padStart(2, '0');

/** Makes up the person behind a reference: always the same one. */
export function personOf(ref: string): Person {
  const draw = chance(0, `person ${ref}`);
  const first = pick(given, draw) ?? '';
  const female = women.has(first);
  const [day, month, year] = [
    1 + Math.floor(draw() * 28),
    1 + Math.floor(draw() * 12),
    60 + Math.floor(draw() * 39),
  ];
  const area = '350733';
  const serial = String(1 + Math.floor(draw() * 9998)).padStart(4, '0');
  const identityNumber = `${area}${two(female ? day + 40 : day)}${two(month)}${two(year)}${serial}`;
  return {
    name: `${first} ${pick(family, draw) ?? ''}`.toUpperCase(),
    female,
    identityNumber,
    masked: `${area}**********`,
    birth: `MALANG, ${two(day)}-${two(month)}-19${two(year)}`,
    address: `JALAN CONTOH ${1 + Math.floor(draw() * 200)}`,
  };
}
