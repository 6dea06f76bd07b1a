import type { LayoutMark, LayoutSignature, LayoutTemplate } from '../printing/layout-template.js';
import { childCard, identityCard } from './card-layouts.js';

/** Holds the layouts of a civil registry, as data for `loket/printing/layout`. */
export interface DukcapilLayouts {
  /** Extract of a civil act (kutipan akta), A4, signed. */
  readonly civilCertificate: LayoutTemplate;
  /** Temporary certificate (suket) in the place of an identity card, A4, signed. */
  readonly temporaryCertificate: LayoutTemplate;
  /** Family card (KK) of up to 8 members, A4 across, signed. */
  readonly familyCard: LayoutTemplate;
  /** Electronic identity card (KTP-el), two sides. */
  readonly identityCard: LayoutTemplate;
  /** Child identity card (KIA), two sides. */
  readonly childCard: LayoutTemplate;
}

/**
 * Lists layouts for the documents of an Indonesian civil registry. Their look is made up: no emblem of the state, no
 * guilloche, no security print; a registry puts its own in their place.
 *
 * @example
 * ```ts
 * import { dukcapilLayouts } from 'loket/indonesia';
 *
 * const { identityCard, familyCard } = dukcapilLayouts();
 * identityCard.size; //=> 'ID-1'
 * identityCard.pages.length; //=> 2
 * familyCard.size; //=> { widthMm: 297, heightMm: 210 }
 * ```
 */
export function dukcapilLayouts(): DukcapilLayouts {
  return {
    civilCertificate: civilCertificate(),
    temporaryCertificate: temporaryCertificate(),
    familyCard: familyCard(),
    identityCard: identityCard(),
    childCard: childCard(),
  };
}

const text = (xMm: number, yMm: number, sizePt: number, words: string): LayoutMark => ({
  type: 'text',
  text: words,
  xMm,
  yMm,
  sizePt,
});

const field = (xMm: number, yMm: number, sizePt: number, name: string, maxWidthMm: number): LayoutMark => ({
  type: 'field',
  field: name,
  xMm,
  yMm,
  sizePt,
  maxWidthMm,
});

/** Writes a label with a value beside it. */
const row = (yMm: number, label: string, name: string): LayoutMark[] => [
  text(25, yMm, 11, label),
  text(80, yMm, 11, ':'),
  field(84, yMm, 11, name, 101),
];

const rows = (topMm: number, stepMm: number, all: readonly (readonly [string, string])[]): LayoutMark[] =>
  all.flatMap(([label, name], i) => row(topMm + i * stepMm, label, name));

function heading(centerMm: number, title: LayoutMark): LayoutMark[] {
  const style = { xMm: centerMm, align: 'center', font: 'bold', maxWidthMm: centerMm * 2 - 40 } as const;
  return [
    { type: 'text', text: 'PENCATATAN SIPIL', yMm: 24, sizePt: 13, ...style },
    { type: 'field', field: 'regency', yMm: 31, sizePt: 13, ...style },
    { type: 'line', x1Mm: 20, y1Mm: 35, x2Mm: centerMm * 2 - 20, y2Mm: 35, widthPt: 1.2 },
    title,
  ];
}

/** Holds the official's signature: with a QR code to check it by, or with room for a pen and a stamp. */
function signature(xMm: number, yMm: number): LayoutSignature {
  const official = (yName: number): LayoutMark[] => [
    { type: 'field', field: 'officialName', xMm: 2, yMm: yName, sizePt: 10, font: 'bold', maxWidthMm: 76 },
    { type: 'field', field: 'officialNumber', xMm: 2, yMm: yName + 5, sizePt: 9, maxWidthMm: 76 },
  ];
  return {
    type: 'signature',
    xMm,
    yMm,
    widthMm: 80,
    heightMm: 46,
    reason: 'Penerbitan dokumen kependudukan',
    elements: [
      { type: 'field', field: 'officialTitle', xMm: 2, yMm: 5, sizePt: 10, maxWidthMm: 76 },
      { type: 'qr', field: 'verifyUrl', xMm: 2, yMm: 8, sizeMm: 26 },
      text(30, 17, 8, 'Ditandatangani secara elektronik.'),
      text(30, 21, 8, 'Periksa keasliannya dengan kode ini.'),
      ...official(38),
    ],
    blank: [
      { type: 'field', field: 'officialTitle', xMm: 2, yMm: 5, sizePt: 10, maxWidthMm: 76 },
      { type: 'line', x1Mm: 2, y1Mm: 33, x2Mm: 78, y2Mm: 33 },
      ...official(38),
    ],
  };
}

const issued = (xMm: number, yMm: number): LayoutMark => field(xMm, yMm, 11, 'issuedAt', 80);

function civilCertificate(): LayoutTemplate {
  const style = { xMm: 105, align: 'center', maxWidthMm: 170 } as const;
  return {
    id: 'civil-certificate',
    title: 'Kutipan akta',
    size: 'A4',
    pages: [
      {
        elements: [
          { type: 'box', xMm: 12, yMm: 12, widthMm: 186, heightMm: 273, stroke: '#3a6b4f', widthPt: 2 },
          ...heading(105, { type: 'field', field: 'title', yMm: 48, sizePt: 16, font: 'bold', ...style }),
          { type: 'field', field: 'certificateNumber', yMm: 55, sizePt: 11, ...style },
          ...rows(74, 10, [
            ['Nama', 'name'],
            ['NIK', 'identityNumber'],
            ['Tempat, tanggal peristiwa', 'eventPlaceAndDate'],
            ['Jenis kelamin', 'sex'],
            ['Anak ke', 'birthOrder'],
            ['Nama ayah', 'fatherName'],
            ['Nama ibu', 'motherName'],
            ['Kewarganegaraan', 'nationality'],
            ['Dasar pencatatan', 'basis'],
          ]),
          text(25, 180, 10, 'Kutipan ini sesuai dengan register akta yang disimpan oleh kantor ini.'),
          issued(110, 204),
          signature(108, 208),
        ],
      },
    ],
  };
}

function temporaryCertificate(): LayoutTemplate {
  const style = { xMm: 105, align: 'center', maxWidthMm: 170 } as const;
  return {
    id: 'temporary-certificate',
    title: 'Surat keterangan pengganti KTP-el',
    size: 'A4',
    pages: [
      {
        elements: [
          ...heading(105, {
            type: 'text',
            text: 'SURAT KETERANGAN',
            yMm: 48,
            sizePt: 15,
            font: 'bold',
            ...style,
          }),
          { type: 'field', field: 'certificateNumber', yMm: 55, sizePt: 11, ...style },
          text(25, 70, 11, 'Orang yang disebut di bawah ini sudah direkam datanya untuk KTP elektronik:'),
          ...rows(82, 9, [
            ['Nama', 'name'],
            ['NIK', 'identityNumber'],
            ['Tempat, tanggal lahir', 'birthPlaceAndDate'],
            ['Jenis kelamin', 'sex'],
            ['Alamat', 'address'],
            ['Agama', 'religion'],
            ['Status perkawinan', 'maritalStatus'],
            ['Pekerjaan', 'occupation'],
          ]),
          ...row(160, 'Berlaku sampai', 'validUntil'),
          text(25, 172, 10, 'Surat ini berlaku sebagai pengganti KTP-el sampai kartunya diserahkan.'),
          issued(110, 190),
          signature(108, 194),
        ],
      },
    ],
  };
}

const MEMBERS = 8;
const COLUMNS = [
  ['Nama', 'Name', 27, 68],
  ['NIK', 'IdentityNumber', 97, 36],
  ['Jenis kelamin', 'Sex', 135, 24],
  ['Tempat, tanggal lahir', 'BirthPlaceAndDate', 161, 56],
  ['Hubungan', 'Relation', 219, 28],
  ['Pekerjaan', 'Occupation', 249, 34],
] as const;

function familyCard(): LayoutTemplate {
  const top = 72;
  const rowMm = 8;
  const members = Array.from({ length: MEMBERS }, (_, i) => {
    const yMm = top + (i + 1) * rowMm + 5.5;
    const cells = COLUMNS.map(
      ([, name, xMm, maxWidthMm]): LayoutMark => ({
        type: 'field',
        field: `member${i + 1}${name}`,
        optional: true,
        xMm,
        yMm,
        sizePt: 9,
        maxWidthMm,
      }),
    );
    return [text(17, yMm, 9, String(i + 1)), ...cells];
  });
  const lines = Array.from({ length: MEMBERS + 2 }, (_, i): LayoutMark => {
    const yMm = top + i * rowMm;
    return { type: 'line', x1Mm: 14, y1Mm: yMm, x2Mm: 283, y2Mm: yMm, widthPt: i < 2 ? 1 : 0.4 };
  });
  const style = { xMm: 148.5, align: 'center', font: 'bold', maxWidthMm: 240 } as const;
  return {
    id: 'family-card',
    title: 'Kartu keluarga',
    size: { widthMm: 297, heightMm: 210 },
    pages: [
      {
        elements: [
          ...heading(148.5, { type: 'text', text: 'KARTU KELUARGA', yMm: 44, sizePt: 16, ...style }),
          { type: 'field', field: 'familyNumber', yMm: 51, sizePt: 12, ...style },
          text(15, 60, 10, 'Kepala keluarga'),
          field(50, 60, 10, 'headOfFamily', 100),
          text(15, 66, 10, 'Alamat'),
          field(50, 66, 10, 'address', 230),
          ...COLUMNS.map(([label, , xMm]) => text(xMm, top + 5.5, 9, label)),
          ...lines,
          ...members.flat(),
          issued(200, 153),
          signature(198, 156),
        ],
      },
    ],
  };
}
