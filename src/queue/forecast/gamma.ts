/** The standard normal quantiles of 10 and 90 %. @internal */
export const z90 = 1.2815515655446004;

/** The standard normal distribution function (Abramowitz and Stegun 26.2.17, error below 7.5e-8). @internal */
export function normalCdf(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const poly =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = Math.exp((-z * z) / 2) * 0.3989422804014327 * poly;
  return z >= 0 ? 1 - tail : tail;
}

/** Above this shape Wilson and Hilferty are within 0.1 % of the truth between 1 and 99 %. */
const roughShape = 12;

/**
 * The quantile of a gamma distribution with a mean and a variance, at a standard normal deviate: Wilson and Hilferty
 * (1931), made exact by Newton steps where the shape is small. @internal
 */
export function gammaQuantile(mean: number, variance: number, z: number): number {
  if (mean <= 0) return 0;
  if (variance <= 0) return mean;
  const shape = (mean * mean) / variance;
  const cube = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape));
  const rough = shape * cube * cube * cube;
  if (shape >= roughShape || z > 4 || z < -4) return Math.max(0, rough) * (mean / shape);
  const p = normalCdf(z);
  const logGamma = lnGamma(shape);
  let x = cube > 0.2 ? rough : Math.exp((Math.log(p) + lnGamma(shape + 1)) / shape);
  for (let i = 0; i < 8; i++) {
    const density = Math.exp((shape - 1) * Math.log(x) - x - logGamma);
    const step = (lowerGamma(shape, x, logGamma) - p) / density;
    // Halley's correction keeps the steps from overshooting where the density is steep.
    const curve = step * ((shape - 1) / x - 1);
    const next = x - step / (1 - 0.5 * Math.max(-1, Math.min(1, curve)));
    if (!(next > 0)) x /= 4;
    else if (Math.abs(next - x) < 1e-6 * x) return (next * mean) / shape;
    else x = next;
  }
  return (x * mean) / shape;
}

/** The regularised lower incomplete gamma function, as a series: shapes here are small. */
function lowerGamma(shape: number, x: number, logGamma: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let k = 1; k < 300; k++) {
    term *= x / (shape + k);
    sum += term;
    if (term < sum * 1e-10) break;
  }
  return sum * Math.exp(shape * Math.log(x) - x - logGamma);
}

/** The logarithm of the gamma function for positive values (Stirling's series after a shift). */
function lnGamma(value: number): number {
  let x = value;
  let shift = 0;
  while (x < 7) {
    shift -= Math.log(x);
    x += 1;
  }
  const y = 1 / (x * x);
  const series = 1 / 12 - y * (1 / 360 - y * (1 / 1260 - y / 1680));
  return shift + (x - 0.5) * Math.log(x) - x + 0.9189385332046727 + series / x;
}
