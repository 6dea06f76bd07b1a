import type { RequirementInput, Substitute } from '../documents/requirement.js';

// What was not read in a law or in a letter of the ministry says so, and an office's own list beats it.
const NOT_VERIFIED = 'not verified';
const LETTER_2021 = 'Surat Dirjen Dukcapil 470/13287/Dukcapil, 2021-09-28';
const DENPASAR_2020 = 'as an office asked in 2020 (Denpasar)';
// The form names the witnesses since, so their cards are no longer asked for.
const UNTIL_LETTER_2021 = '2021-09-27';

type Rest = Omit<RequirementInput, 'id' | 'title'>;

function paper(id: string, titleId: string, titleEn: string, rest: Rest = {}): RequirementInput {
  return { id, title: { id: titleId, en: titleEn }, source: NOT_VERIFIED, ...rest };
}

function statement(id: string, form: string, titleId: string, titleEn: string): Substitute {
  return { id, title: { id: `SPTJM ${titleId} (${form})`, en: `${titleEn} (${form})` }, source: LETTER_2021 };
}

const kk = (rest: Rest = {}) => paper('kk', 'Kartu keluarga', 'Family card', { copies: 1, ...rest });
const ktp = (rest: Rest = {}) => paper('ktp-el', 'KTP elektronik', 'Identity card', { copies: 1, ...rest });
const birthCertificate = (rest: Rest = {}) =>
  paper('akta-lahir', 'Kutipan akta kelahiran', 'Birth certificate', { copies: 1, ...rest });
const marriage = (rest: Rest = {}) =>
  paper('marriage', 'Buku nikah atau kutipan akta perkawinan', 'Marriage certificate', {
    copies: 1,
    ...rest,
  });
const decision = (titleId: string, titleEn: string) =>
  paper('court-decision', `Salinan ${titleId}`, titleEn, { copies: 1 });
const permit = (rest: Rest = {}) =>
  paper('kitap', 'Kartu izin tinggal tetap', 'Permanent residence permit', { copies: 1, ...rest });
const arrival = (rest: Rest = {}) =>
  paper('skp', 'Surat keterangan pindah', 'Certificate of moving', { original: true, ...rest });
// Articles of the press call it valid for 14 days as a rule.
const policeLetter = (rest: Rest = {}) =>
  paper('police-letter', 'Surat kehilangan dari kepolisian', 'Letter of loss of the police', {
    original: true,
    validFor: { days: 14, count: 'calendar' },
    source: `${LETTER_2021}; 14 days: ${NOT_VERIFIED}`,
    when: 'lost',
    ...rest,
  });

/** Lists what each kind of document asks for, by the kind's id. @internal */
export const dukcapilRequirements: Readonly<Record<string, readonly RequirementInput[]>> = {
  // The applicant also comes in person to be recorded, from the age of 17 or once married (UU 24/2013 Ps 63).
  'ktp-el': [
    kk({ source: 'as offices ask' }),
    policeLetter(),
    paper('ktp-old', 'KTP elektronik lama', 'Old identity card', {
      original: true,
      when: ['damaged', 'changed'],
    }),
    paper('proof-of-change', 'Bukti perubahan data', 'Proof of the change', { copies: 1, when: 'changed' }),
    permit({ when: 'foreigner', source: 'Perpres 96/2018 Ps 16' }),
  ],
  // Permendagri 2/2016, not read.
  kia: [
    birthCertificate(),
    kk(),
    paper('parents-ktp', 'KTP elektronik orang tua', "Parents' identity cards", { copies: 1 }),
    paper('photo', 'Pas foto', 'Photograph', { when: 'from-age-5' }),
    policeLetter(),
  ],
  suket: [
    kk(),
    paper('recording', 'Bukti perekaman KTP elektronik', 'Proof of having been recorded', {
      original: true,
      source: 'SE Dirjen Dukcapil 471.13/10231/Dukcapil, 2016-09-29',
    }),
  ],
  kk: [
    marriage({ when: 'married', source: 'as villages ask' }),
    paper('divorce', 'Kutipan akta perceraian', 'Divorce certificate', { copies: 1, when: 'divorced' }),
    paper('birth', 'Kutipan akta atau surat keterangan kelahiran', 'Certificate or letter of birth', {
      copies: 1,
      when: 'child-born',
      source: 'as villages ask',
    }),
    paper('diploma', 'Ijazah terakhir', 'Last diploma', { copies: 1, when: 'education' }),
    arrival({ when: 'moved', source: 'as villages ask' }),
    permit({ when: 'foreigner', source: 'Perpres 96/2018 Ps 13' }),
    policeLetter({ source: `Perpres 96/2018 Ps 13; 14 days: ${NOT_VERIFIED}` }),
    paper('kk-old', 'Kartu keluarga yang rusak', 'Damaged family card', {
      original: true,
      when: 'damaged',
      source: 'Perpres 96/2018 Ps 13',
    }),
    ktp({ when: ['lost', 'damaged'], source: 'Perpres 96/2018 Ps 13' }),
  ],
  biodata: [
    paper('f-1.01', 'Formulir F-1.01', 'Form F-1.01', { original: true, source: LETTER_2021 }),
    paper('neighbourhood-letter', 'Surat pengantar RT dan RW', 'Letter of the neighbourhood', {
      original: true,
      source: 'Perpres 96/2018 Ps 4',
    }),
    paper('proof-of-event', 'Bukti peristiwa kependudukan atau penting', 'Proof of a civil event', {
      copies: 1,
      substitutes: [
        {
          id: 'f-1.04-event',
          title: { id: 'F-1.04: tidak memiliki dokumen', en: 'F-1.04: has no such document' },
          source: LETTER_2021,
        },
      ],
      source: 'Perpres 96/2018 Ps 4',
    }),
    paper('diploma', 'Bukti pendidikan terakhir', 'Proof of education', {
      copies: 1,
      substitutes: [
        {
          id: 'f-1.04-diploma',
          title: { id: 'F-1.04: tidak memiliki dokumen', en: 'F-1.04: has no such document' },
          source: LETTER_2021,
        },
      ],
      source: 'Perpres 96/2018 Ps 4',
    }),
  ],
  skpwni: [kk(), paper('f-1.03', 'Formulir F-1.03', 'Form F-1.03', { original: true })],
  skpln: [kk(), paper('f-1.03', 'Formulir F-1.03', 'Form F-1.03', { original: true }), ktp()],
  skdwni: [arrival()],
  'akta-lahir': [
    paper('f-2.01', 'Formulir F-2.01', 'Form F-2.01', { original: true, source: LETTER_2021 }),
    paper('birth-letter', 'Surat keterangan kelahiran', 'Letter of birth', {
      original: true,
      copies: 1,
      substitutes: [statement('sptjm-birth', 'F-2.03', 'kebenaran data kelahiran', 'Statement of the birth')],
      source: LETTER_2021,
    }),
    marriage({
      substitutes: [
        statement(
          'sptjm-couple',
          'F-2.04',
          'kebenaran sebagai pasangan suami istri',
          'Statement of the couple',
        ),
      ],
      source: LETTER_2021,
    }),
    kk({ source: LETTER_2021 }),
    paper('reporter-ktp', 'KTP elektronik pelapor', "Reporter's identity card", {
      copies: 1,
      until: UNTIL_LETTER_2021,
      source: DENPASAR_2020,
    }),
    paper('witness-ktp', 'KTP elektronik saksi', "Witness's identity card", {
      copies: 1,
      papers: 2,
      until: UNTIL_LETTER_2021,
      source: `${DENPASAR_2020}; no longer: ${LETTER_2021}`,
    }),
  ],
  'akta-mati': [
    paper('death-letter', 'Surat keterangan kematian', 'Letter of death', { original: true, copies: 1 }),
    kk({
      substitutes: [
        { id: 'ktp-el', title: { id: 'KTP elektronik', en: 'Identity card' }, source: NOT_VERIFIED },
      ],
    }),
  ],
  // For other faiths than Islam; Muslims marry before the office of religious affairs.
  'akta-kawin': [
    paper('religious-letter', 'Surat perkawinan dari pemuka agama', 'Letter of the religious marriage', {
      original: true,
      copies: 1,
    }),
    paper('couple-photo', 'Pas foto berwarna suami dan istri', 'Photographs of husband and wife'),
    kk(),
    paper('couple-ktp', 'KTP elektronik suami dan istri', 'Identity cards of both', { papers: 2, copies: 1 }),
    paper(
      'former-spouse',
      'Akta perceraian atau kematian pasangan dahulu',
      'Proof that a former marriage ended',
      {
        copies: 1,
        when: 'married-before',
      },
    ),
    paper('passport', 'Dokumen perjalanan', 'Passport', { copies: 1, when: 'foreigner' }),
    paper('embassy-letter', 'Izin dari negara atau perwakilannya', 'Consent of the embassy', {
      original: true,
      when: 'foreigner',
    }),
  ],
  'akta-cerai': [
    decision('putusan pengadilan yang tetap', 'Final decision of the court'),
    marriage({ original: true, copies: 0 }),
    kk(),
    ktp(),
  ],
  'akta-pengakuan': [
    paper('acknowledgement', 'Surat pengakuan ayah yang disetujui ibu', "Father's acknowledgement", {
      original: true,
    }),
    birthCertificate({ original: true, copies: 0 }),
    kk(),
    ktp(),
  ],
  'akta-pengesahan': [birthCertificate({ original: true, copies: 0 }), marriage(), kk(), ktp()],
  'akta-pengangkatan': [
    decision('penetapan pengadilan', 'Order of the court'),
    birthCertificate({ original: true, copies: 0 }),
    kk(),
    ktp(),
  ],
};

/** Lists the reasons of which each request has one, by the kind's id. @internal */
export const dukcapilCases: Readonly<Record<string, readonly string[]>> = {
  'ktp-el': ['first', 'lost', 'damaged', 'changed'],
  kk: ['new', 'changed', 'lost', 'damaged'],
};
