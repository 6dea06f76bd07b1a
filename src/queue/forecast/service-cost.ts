import type { ForecastConfig } from './forecast-config.js';
import { cv2Of, driftOf, type Learned, meanOf, noShowOf } from './learned.js';
import { type LineAhead, modeOf, ordinaryMode } from './line.js';

/** What one waiting ticket of a service costs a counter, should its holder come or not; milliseconds. @internal */
export interface ServiceCost {
  readonly mean: number;
  readonly variance: number;
  /** The mean once the signing mode is the ordinary one again. */
  readonly ordinaryMean: number;
  /** The mean of what is left of a service that is under way, seen at any moment of it. */
  readonly rest: number;
  readonly restVariance: number;
}

/** Makes the costs of the services, each when it is first asked for. @internal */
export function costsOf(
  line: LineAhead,
  learned: Learned,
  config: ForecastConfig,
): (service: string) => ServiceCost {
  const known = new Map<string, ServiceCost>();
  const noShow = noShowOf(learned, config);
  return (service) => {
    const found = known.get(service);
    if (found) return found;
    const mode = modeOf(line, service);
    const cv2 = cv2Of(learned, config, service, mode);
    const served = meanOf(learned, config, service, mode) * driftOf(learned, config, mode);
    const ordinary =
      mode === ordinaryMode
        ? served
        : meanOf(learned, config, service, ordinaryMode) * driftOf(learned, config, ordinaryMode);
    const come = 1 - noShow.rate;
    const missed = noShow.rate * noShow.ms;
    const mean = come * served + missed;
    const rest = (served * (1 + cv2)) / 2;
    const cost: ServiceCost = {
      mean,
      variance: come * served * served * (1 + cv2) + missed * noShow.ms - mean * mean,
      ordinaryMean: come * ordinary + missed,
      rest,
      restVariance: rest * rest * ((2 * cv2) / (1 + cv2)),
    };
    known.set(service, cost);
    return cost;
  };
}
