import { z } from 'zod';
import { type DocumentKind, type DocumentKindInput, defineDocumentKind } from '../documents/kind.js';
import type { RequirementInput } from '../documents/requirement.js';
import { issuesError } from '../internal/errors.js';
import { lazy } from '../internal/lazy.js';
import { parseOrThrow } from '../internal/parse.js';
import { dukcapilCases, dukcapilRequirements } from './requirements.js';

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
  /** How often a temporary certificate may be renewed, 0 or more; `null` (default): as often as needed. */
  readonly suketRenewals?: number | null | undefined;
  /**
   * How certificates of civil acts are numbered. Default: `{region}-{code}-{dd}{mm}{yyyy}-{serial:4}`, whose pattern
   * and codes (`LU`, `LT`, `AL` for births, `KM`, `PK`, `CR`) are not verified; `null`: not by loket.
   */
  readonly certificateNumber?: string | null | undefined;
  /** What the office asks for, by kind, each replacing the whole list of that kind. */
  readonly requirements?: Readonly<Record<string, readonly RequirementInput[]>> | undefined;
}

// Where a value becomes a field of a document kind, it is checked there.
const optionsSchema = lazy(() =>
  z.strictObject({
    wetDays: z
      .int('must be a whole number')
      .min(0, 'must be 0 or more')
      .max(3650, 'must be 3650 or less')
      .default(5),
    wetCount: z.enum(['working', 'calendar'], 'must be working or calendar').default('working'),
    issueSuket: z.boolean().optional(),
    suketRenewals: z.custom<number | null>().default(null),
    certificateNumber: z.custom<string | null>().default('{region}-{code}-{dd}{mm}{yyyy}-{serial:4}'),
    requirements: z.record(z.string(), z.custom<readonly RequirementInput[]>()).default({}),
  }),
);

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

// Cards were not touched by it.
const SIGNED_MEDIA = [
  { medium: 'security-blank', until: '2020-06-30' },
  { medium: 'a4-paper', from: '2020-07-01' },
].map((rule) => ({ ...rule, source: 'Permendagri 104/2019; 109/2019 Ps 12, 21' }));

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
  const { wetDays, wetCount, issueSuket, suketRenewals, certificateNumber, requirements } = parseOrThrow(
    optionsSchema(),
    options,
    'dukcapilKinds options',
  );
  // The electronic way keeps its default, the same working day: 1 to 24 hours by Permendagri 19/2018, not verified.
  const serviceStandard = { wet: { days: wetDays, count: wetCount } };
  const define = (kind: DocumentKindInput) =>
    defineDocumentKind({
      ...kind,
      cases: dukcapilCases[kind.id],
      requirements: requirements[kind.id] ?? dukcapilRequirements[kind.id],
    });
  const kinds = [
    define({
      id: 'ktp-el',
      service: 'identity-cards',
      medium: 'ktp-el-card',
      needsRecord: true,
      // Six months: SE Dirjen Dukcapil 471.13/10231/Dukcapil, 2016-09-29.
      temporary:
        issueSuket === false ? null : { kind: 'suket', validFor: { months: 6 }, renewals: suketRenewals },
      title: { id: 'KTP elektronik', en: 'Electronic identity card' },
    }),
    define({
      id: 'kia',
      service: 'identity-cards',
      medium: 'kia-card',
      title: { id: 'Kartu identitas anak', en: 'Child identity card' },
    }),
    define({
      id: 'suket',
      service: 'identity-cards',
      medium: 'a4-paper',
      signature: SIGNATURE,
      serviceStandard,
      issued: issueSuket === true ? {} : { until: '2022-10-31', source: 'forbidden from November 2022' },
      title: { id: 'Surat keterangan pengganti KTP-el', en: 'Temporary identity certificate' },
    }),
    ...SIGNED.map(([id, service, titleId, titleEn]) =>
      define({
        id,
        service,
        medium: SIGNED_MEDIA,
        signature: SIGNATURE,
        serviceStandard,
        numberTemplate: service === 'civil-acts' ? certificateNumber : null,
        title: { id: titleId, en: titleEn },
      }),
    ),
  ];
  const ids = kinds.map(({ id }) => id);
  const unknown = Object.keys(requirements).filter((id) => !ids.includes(id));
  if (unknown.length > 0) {
    const rule = `must be by kind: ${ids.join(', ')}`;
    throw issuesError(
      'invalid-config',
      'dukcapilKinds options',
      unknown.map((id) => ({ field: `requirements.${id}`, rule, value: requirements[id] })),
    );
  }
  return issueSuket === false ? kinds.filter(({ id }) => id !== 'suket') : kinds;
}
