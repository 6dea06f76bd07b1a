import type { LayoutMark, LayoutPage, LayoutTemplate } from '../printing/layout-template.js';

/** Lays out a made-up electronic identity card. @internal */
export function identityCard(): LayoutTemplate {
  return {
    id: 'identity-card',
    title: 'KTP elektronik',
    size: 'ID-1',
    pages: [
      front('#d7e6f4', '#1f4e79', [
        ['Nama', 'name'],
        ['Tempat/tgl lahir', 'birthPlaceAndDate'],
        ['Jenis kelamin', 'sex'],
        ['Alamat', 'address'],
        ['Kel/desa', 'village'],
        ['Kecamatan', 'district'],
        ['Agama', 'religion'],
        ['Status', 'maritalStatus'],
        ['Pekerjaan', 'occupation'],
        ['Warga negara', 'nationality'],
        ['Berlaku sampai', 'validUntil'],
      ]),
      back('#d7e6f4', '#1f4e79', 'KARTU TANDA PENDUDUK ELEKTRONIK'),
    ],
  };
}

/** Lays out a made-up child identity card. @internal */
export function childCard(): LayoutTemplate {
  return {
    id: 'child-card',
    title: 'Kartu identitas anak',
    size: 'ID-1',
    pages: [
      front('#fbe3ec', '#8a2f55', [
        ['Nama', 'name'],
        ['Tempat/tgl lahir', 'birthPlaceAndDate'],
        ['Jenis kelamin', 'sex'],
        ['Nomor akta lahir', 'birthCertificateNumber'],
        ['Nomor KK', 'familyNumber'],
        ['Kepala keluarga', 'headOfFamily'],
        ['Alamat', 'address'],
        ['Berlaku sampai', 'validUntil'],
      ]),
      back('#fbe3ec', '#8a2f55', 'KARTU IDENTITAS ANAK'),
    ],
  };
}

function front(fill: string, ink: string, rows: readonly (readonly [string, string])[]): LayoutPage {
  const title = {
    type: 'field',
    xMm: 42.8,
    align: 'center',
    font: 'bold',
    color: ink,
    maxWidthMm: 78,
  } as const;
  const lines = rows.flatMap(([label, field], i): LayoutMark[] => {
    const yMm = 18.4 + i * 3;
    return [
      { type: 'text', text: label, xMm: 4, yMm, sizePt: 5.5, color: ink },
      { type: 'field', field, xMm: 24, yMm, sizePt: 5.5, maxWidthMm: 36 },
    ];
  });
  return {
    elements: [
      { type: 'box', xMm: 0, yMm: 0, widthMm: 85.6, heightMm: 53.98, fill },
      { ...title, field: 'province', yMm: 5, sizePt: 7 },
      { ...title, field: 'regency', yMm: 8.6, sizePt: 7 },
      { type: 'text', text: 'NIK', xMm: 4, yMm: 14, sizePt: 8, font: 'bold', color: ink },
      { type: 'field', field: 'identityNumber', xMm: 14, yMm: 14, sizePt: 9, font: 'bold', maxWidthMm: 46 },
      ...lines,
      { type: 'box', xMm: 62, yMm: 12, widthMm: 20, heightMm: 26, fill: '#ffffff', stroke: ink },
      // A child below five has none.
      { type: 'photo', field: 'photo', xMm: 62, yMm: 12, widthMm: 20, heightMm: 26, optional: true },
      { type: 'field', field: 'issuedAt', xMm: 72, yMm: 43, sizePt: 5, align: 'center', maxWidthMm: 22 },
      {
        type: 'field',
        field: 'mark',
        xMm: 72,
        yMm: 50,
        sizePt: 8,
        align: 'center',
        font: 'bold',
        optional: true,
      },
    ],
  };
}

function back(fill: string, ink: string, title: string): LayoutPage {
  return {
    elements: [
      { type: 'box', xMm: 0, yMm: 0, widthMm: 85.6, heightMm: 53.98, fill },
      { type: 'box', xMm: 0, yMm: 5, widthMm: 85.6, heightMm: 7, fill: ink },
      {
        type: 'text',
        text: title,
        xMm: 42.8,
        yMm: 9.6,
        sizePt: 9,
        align: 'center',
        font: 'bold',
        color: '#ffffff',
      },
      { type: 'field', field: 'cardNumber', xMm: 6, yMm: 22, sizePt: 9, maxWidthMm: 42 },
      {
        type: 'text',
        text: 'Jika ditemukan, serahkan ke kantor pencatatan sipil.',
        xMm: 6,
        yMm: 47,
        sizePt: 5.5,
        maxWidthMm: 74,
      },
      { type: 'qr', field: 'verifyUrl', xMm: 52, yMm: 16, sizeMm: 28 },
    ],
  };
}
