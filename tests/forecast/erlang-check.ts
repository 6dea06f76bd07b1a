import { createLearned, forecastConfig, forecastWait } from '../../src/queue/index.js';
import { minute } from './scenarios.js';

/** Exponential service of a known mean, all counters busy, first come first served: the wait is Erlang(n + 1, c mu). */
export function erlangDistance(): { readonly worst: number; readonly cases: number } {
  const meanMs = 7 * minute;
  const config = forecastConfig({ services: { s: meanMs }, cv: 1, dayDrift: 0, noShow: 0 });
  let worst = 0;
  let cases = 0;
  for (const counters of [1, 2, 5, 9]) {
    for (const ahead of [0, 1, 2, 4, 8, 11, 12, 16, 40, 150]) {
      const wait = forecastWait(
        {
          at: 0,
          service: 's',
          class: 'all',
          key: 0,
          groups: ahead === 0 ? [] : [{ class: 'all', service: 's', ahead, behind: 0 }],
          pools: [
            {
              services: ['s'],
              open: [{ from: 0, counters }],
              serving: Array.from({ length: counters }, () => ({ service: 's', since: 0 })),
            },
          ],
          classes: [{ id: 'all', targetMs: 0, share: 1 }],
          modes: {},
          closesAt: 600 * minute,
        },
        createLearned(),
        config,
      );
      const told = [wait?.p10Ms ?? 0, wait?.p50Ms ?? 0, wait?.p90Ms ?? 0];
      for (const [i, share] of [0.1, 0.5, 0.9].entries()) {
        const exact = (erlangQuantile(ahead + 1, share) * meanMs) / counters;
        worst = Math.max(worst, Math.abs((told[i] ?? 0) - exact) / exact);
        cases += 1;
      }
    }
  }
  return { worst, cases };
}

/** The quantile of a sum of exponential times of mean one, by bisection on the Poisson sum. */
function erlangQuantile(count: number, share: number): number {
  let low = 0;
  let high = 10 * count + 20;
  for (let i = 0; i < 80; i++) {
    const x = (low + high) / 2;
    let term = Math.exp(-x);
    let later = term;
    for (let k = 1; k < count; k++) {
      term *= x / k;
      later += term;
    }
    if (1 - later < share) low = x;
    else high = x;
  }
  return (low + high) / 2;
}
