import { dukcapilLayouts } from 'loket/indonesia';
import { compileLayout, type RenderedDocument } from 'loket/printing/layout';
import { personOf } from './people.js';
import { dayOf } from './time.js';

/** A document to be made. */
export interface Wanted {
  readonly applicationId: string;
  readonly kind: string;
  readonly at: number;
}

/** Where anybody can check a document; its QR code says this. */
export const verifyUrlOf = (applicationId: string) =>
  `https://periksa.example.org/d/${encodeURIComponent(applicationId)}`;

const titles: Readonly<Record<string, string>> = {
  'akta-lahir': 'KUTIPAN AKTA KELAHIRAN',
  'akta-mati': 'KUTIPAN AKTA KEMATIAN',
  skpwni: 'SURAT KETERANGAN PINDAH WNI',
};

/** Compiles the layouts once, and makes documents: ready to be signed, to be signed with a pen, or a card. */
export function documentMaker() {
  const layouts = dukcapilLayouts();
  const family = compileLayout(layouts.familyCard);
  const civil = compileLayout(layouts.civilCertificate);
  const temporary = compileLayout(layouts.temporaryCertificate);
  const card = compileLayout(layouts.identityCard);
  const child = compileLayout(layouts.childCard);
  const layoutOf = (kind: string) =>
    ({ kk: family, suket: temporary, 'ktp-el': card, kia: child })[kind] ?? civil;

  function valuesOf({ applicationId, kind, at }: Wanted): Readonly<Record<string, string>> {
    const person = personOf(applicationId);
    // Only the identity card bears the whole number: on everything else it is masked.
    const identityNumber = kind === 'ktp-el' ? person.identityNumber : person.masked;
    const all: Readonly<Record<string, string>> = {
      title: titles[kind] ?? '',
      province: 'PROVINSI JAWA TIMUR (CONTOH)',
      regency: 'KABUPATEN MALANG (CONTOH)',
      district: 'PAGELARAN',
      village: 'CONTOH',
      name: person.name,
      headOfFamily: person.name,
      member1Name: person.name,
      member1IdentityNumber: person.masked,
      member1Sex: person.female ? 'P' : 'L',
      member1BirthPlaceAndDate: person.birth,
      member1Relation: 'KEPALA KELUARGA',
      fatherName: personOf(`${applicationId} father`).name,
      motherName: personOf(`${applicationId} mother`).name,
      sex: person.female ? 'PEREMPUAN' : 'LAKI-LAKI',
      identityNumber,
      familyNumber: person.masked,
      birthPlaceAndDate: person.birth,
      eventPlaceAndDate: person.birth,
      birthOrder: '1',
      basis: '-',
      address: person.address,
      religion: '-',
      maritalStatus: '-',
      occupation: '-',
      nationality: 'INDONESIA',
      validUntil: 'CONTOH',
      mark: 'CONTOH',
      certificateNumber: applicationId,
      birthCertificateNumber: applicationId,
      cardNumber: applicationId,
      issuedAt: `Kepanjen, ${dayOf(at)}`,
      officialTitle: 'Kepala Dinas (CONTOH)',
      officialName: 'NAMA PEJABAT (CONTOH)',
      officialNumber: 'NIP (CONTOH)',
      verifyUrl: verifyUrlOf(applicationId),
    };
    return Object.fromEntries(
      layoutOf(kind).fields.flatMap((field) => {
        const value = all[field];
        return value === undefined ? [] : [[field, value]];
      }),
    );
  }

  return {
    make(wanted: Wanted, signature: 'field' | 'blank'): RenderedDocument {
      return layoutOf(wanted.kind).render(valuesOf(wanted), { at: wanted.at, signature });
    },
  };
}
