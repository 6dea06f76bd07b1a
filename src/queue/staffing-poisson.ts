const negligible = 1e-15;

/** Probabilities of a Poisson count, those that matter: `weights[i]` is that of `first + i`. @internal */
export function poisson(mean: number): { readonly first: number; readonly weights: readonly number[] } {
  // Outwards from the likeliest count, so that nothing underflows however large the mean is.
  const mode = Math.floor(mean);
  const below: number[] = [];
  const above = [1];
  let sum = 1;
  for (let n = mode, weight = 1; n > 0; n--) {
    weight *= n / mean;
    if (weight < negligible) break;
    below.push(weight);
    sum += weight;
  }
  for (let n = mode + 1, weight = 1; ; n++) {
    weight *= mean / n;
    if (weight < negligible) break;
    above.push(weight);
    sum += weight;
  }
  const weights = [...below.reverse(), ...above].map((weight) => weight / sum);
  return { first: mode - below.length, weights };
}

/** Gives the probability that a Poisson count is at least so large. @internal */
export function poissonAtLeast(mean: number): (count: number) => number {
  const { first, weights } = poisson(mean);
  const tails = [...weights];
  for (let i = tails.length - 2; i >= 0; i--) tails[i] = (tails[i] ?? 0) + (tails[i + 1] ?? 0);
  return (count) => (count <= first ? 1 : Math.min(1, tails[count - first] ?? 0));
}
