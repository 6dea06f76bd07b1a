/** Time-out of a call, the same for every guard, in ms. */
export const timeoutMs = 30_000;

/** When a breaker of cockatiel opens. Minimum calls of a sampling breaker are calls in its whole window. */
export type CockatielRule =
  | { readonly kind: 'consecutive'; readonly failures: number }
  | {
      readonly kind: 'count';
      readonly threshold: number;
      readonly size: number;
      readonly minimumCalls: number;
    }
  | {
      readonly kind: 'sampling';
      readonly threshold: number;
      readonly windowMs: number;
      readonly minimumCalls: number;
    };

/** When it tries again: after so many ms, or after a delay that doubles from `first` to `most`. */
export type Delay = number | { readonly first: number; readonly most: number };

export interface CockatielSetting {
  readonly peer: 'cockatiel';
  readonly rule: CockatielRule;
  readonly halfOpenAfter: Delay;
  /** Whether a wrong passphrase or a bad PDF is kept from the breaker. */
  readonly ignoresUserErrors: boolean;
}

export interface OpossumSetting {
  readonly peer: 'opossum';
  readonly errorThresholdPercentage: number;
  readonly rollingCountTimeout: number;
  readonly volumeThreshold: number;
  readonly resetTimeout: number;
  readonly ignoresUserErrors: boolean;
}

export type Setting = CockatielSetting | OpossumSetting;

const rules: readonly CockatielRule[] = [
  { kind: 'consecutive', failures: 2 },
  { kind: 'consecutive', failures: 3 },
  { kind: 'consecutive', failures: 5 },
  { kind: 'count', threshold: 0.2, size: 50, minimumCalls: 10 },
  { kind: 'count', threshold: 0.3, size: 20, minimumCalls: 8 },
  { kind: 'count', threshold: 0.5, size: 10, minimumCalls: 5 },
  { kind: 'sampling', threshold: 0.2, windowMs: 300_000, minimumCalls: 10 },
  { kind: 'sampling', threshold: 0.3, windowMs: 120_000, minimumCalls: 5 },
  { kind: 'sampling', threshold: 0.5, windowMs: 60_000, minimumCalls: 4 },
];
const delays: readonly Delay[] = [10_000, 60_000, { first: 10_000, most: 300_000 }];
const eitherWay = [true, false] as const;

/** The grid of peers: 54 configurations of cockatiel and 54 of opossum, half of each keeping user errors out. */
export const grid: readonly Setting[] = [
  ...rules.flatMap((rule) =>
    delays.flatMap((halfOpenAfter) =>
      eitherWay.map(
        (ignoresUserErrors): Setting => ({ peer: 'cockatiel', rule, halfOpenAfter, ignoresUserErrors }),
      ),
    ),
  ),
  ...[20, 35, 50].flatMap((errorThresholdPercentage) =>
    [
      { rollingCountTimeout: 30_000, volumeThreshold: 3 },
      { rollingCountTimeout: 60_000, volumeThreshold: 5 },
      { rollingCountTimeout: 300_000, volumeThreshold: 10 },
    ].flatMap((window) =>
      [10_000, 60_000, 180_000].flatMap((resetTimeout) =>
        eitherWay.map(
          (ignoresUserErrors): Setting => ({
            peer: 'opossum',
            errorThresholdPercentage,
            ...window,
            resetTimeout,
            ignoresUserErrors,
          }),
        ),
      ),
    ),
  ),
];

const seconds = (ms: number) => `${ms / 1_000} s`;

/** Names a setting, as 'cockatiel sampling 0.5/60 s, half-open 10 s, user errors ignored'. */
export function nameOf(setting: Setting): string {
  const users = setting.ignoresUserErrors ? 'user errors ignored' : 'user errors counted';
  if (setting.peer === 'opossum') {
    const { errorThresholdPercentage, rollingCountTimeout, volumeThreshold, resetTimeout } = setting;
    const rule = `${errorThresholdPercentage} %/${seconds(rollingCountTimeout)}/${volumeThreshold} calls`;
    return `opossum ${rule}, reset ${seconds(resetTimeout)}, ${users}`;
  }
  const { halfOpenAfter: after } = setting;
  const delay =
    typeof after === 'number' ? seconds(after) : `${seconds(after.first)}..${seconds(after.most)}`;
  return `cockatiel ${ruleName(setting.rule)}, half-open ${delay}, ${users}`;
}

function ruleName(rule: CockatielRule): string {
  if (rule.kind === 'consecutive') return `consecutive ${rule.failures}`;
  const window = rule.kind === 'count' ? `${rule.size} calls` : seconds(rule.windowMs);
  return `${rule.kind} ${rule.threshold}/${window}`;
}
