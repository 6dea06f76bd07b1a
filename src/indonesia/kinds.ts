import { type DocumentKind, defineDocumentKind } from '../documents/kind.js';

/** Sets what an office may decide about its document kinds. */
export interface DukcapilKindsOptions {
  /**
   * Days that a document signed by hand takes, 0 to 3650. Default 5: what an office announced in July 2019.
   */
  readonly wetDays?: number | undefined;
  /** How those days are counted. Default `working`, an assumption: the announcement did not say. */
  readonly wetCount?: 'working' | 'calendar' | undefined;
  /**
   * Whether temporary certificates are issued. Default: until 2022-10-31, since from November 2022 they were
   * forbidden where cards are in stock. `true`: without an end; `false`: not at all.
   */
  readonly issueSuket?: boolean | undefined;
}

const SIGNED: readonly (readonly [id: string, service: string, titleId: string, titleEn: string])[] = [
  ['kk', 'families', 'Kartu keluarga', 'Family card'],
  ['biodata', 'families', 'Biodata penduduk', 'Resident biodata'],
  ['skpwni', 'moves', 'Surat keterangan pindah', 'Certificate of moving within the country'],
  ['skpln', 'moves', 'Surat keterangan pindah ke luar negeri', 'Certificate of moving abroad'],
  ['skdwni', 'moves', 'Surat keterangan datang', 'Certificate of arrival'],
  ['akta-lahir', 'civil-acts', 'Akta kelahiran', 'Birth certificate'],
  ['akta-mati', 'civil-acts', 'Akta kematian', 'Death certificate'],
  ['akta-kawin', 'civil-acts', 'Akta perkawinan', 'Marriage certificate'],
  ['akta-cerai', 'civil-acts', 'Akta perceraian', 'Divorce certificate'],
  ['akta-pengakuan', 'civil-acts', 'Akta pengakuan anak', 'Certificate of acknowledgement of a child'],
  ['akta-pengesahan', 'civil-acts', 'Akta pengesahan anak', 'Certificate of legitimation of a child'],
  ['akta-pengangkatan', 'civil-acts', 'Akta pengangkatan anak', 'Certificate of adoption of a child'],
];

// Permendagri 104/2019 and 109/2019 ended the security blank; cards were not touched.
const SIGNED_MEDIA = [
  { medium: 'security-blank', until: '2020-06-30' },
  { medium: 'a4-paper', from: '2020-07-01' },
];

const SIGNATURE = { by: 'head' };

/**
 * Lists the document kinds of an Indonesian civil registry.
 *
 * @throws {@link LoketError} with code `invalid-config` when an option breaks a rule
 *
 * @example
 * ```ts
 * import { dukcapilKinds } from 'loket/indonesia';
 *
 * const birth = dukcapilKinds({ wetDays: 3 }).find((kind) => kind.id === 'akta-lahir');
 * birth?.serviceStandard.wet; //=> { days: 3, count: 'working' }
 * birth?.title; //=> { id: 'Akta kelahiran', en: 'Birth certificate' }
 * ```
 */
export function dukcapilKinds(options: DukcapilKindsOptions = {}): readonly DocumentKind[] {
  const { wetDays = 5, wetCount = 'working', issueSuket } = options;
  const serviceStandard = { wet: { days: wetDays, count: wetCount } };
  const cards = [
    defineDocumentKind({
      id: 'ktp-el',
      service: 'identity-cards',
      medium: 'ktp-el-card',
      needsRecord: true,
      title: { id: 'KTP elektronik', en: 'Electronic identity card' },
    }),
    defineDocumentKind({
      id: 'kia',
      service: 'identity-cards',
      medium: 'kia-card',
      title: { id: 'Kartu identitas anak', en: 'Child identity card' },
    }),
  ];
  const suket = defineDocumentKind({
    id: 'suket',
    service: 'identity-cards',
    medium: 'a4-paper',
    signature: SIGNATURE,
    serviceStandard,
    issued: issueSuket === true ? undefined : { until: '2022-10-31' },
    title: { id: 'Surat keterangan pengganti KTP-el', en: 'Temporary identity certificate' },
  });
  const signed = SIGNED.map(([id, service, titleId, titleEn]) =>
    defineDocumentKind({
      id,
      service,
      medium: SIGNED_MEDIA,
      signature: SIGNATURE,
      serviceStandard,
      title: { id: titleId, en: titleEn },
    }),
  );
  return [...cards, ...(issueSuket === false ? [] : [suket]), ...signed];
}
