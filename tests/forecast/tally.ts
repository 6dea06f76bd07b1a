import type { Estimate } from './estimators.js';
import { minute } from './scenarios.js';

/** Adds up how one estimator did, in minutes. */
export class Tally {
  count = 0;
  #absolute = 0;
  #square = 0;
  #inside = 0;
  #width = 0;
  #pinball = 0;
  #bias = 0;

  add({ low, middle, high }: Estimate, waitedMs: number): void {
    const error = (middle - waitedMs) / minute;
    this.count += 1;
    this.#absolute += Math.abs(error);
    this.#square += error * error;
    this.#bias += error;
    this.#inside += waitedMs >= low && waitedMs <= high ? 1 : 0;
    this.#width += (high - low) / minute;
    this.#pinball +=
      (pinball(0.1, low, waitedMs) + pinball(0.5, middle, waitedMs) + pinball(0.9, high, waitedMs)) / 3;
  }

  get coverage(): number {
    return this.#inside / this.count;
  }

  get error(): number {
    return this.#absolute / this.count;
  }

  get rootSquare(): number {
    return Math.sqrt(this.#square / this.count);
  }

  get bias(): number {
    return this.#bias / this.count;
  }

  get width(): number {
    return this.#width / this.count;
  }

  get pinball(): number {
    return this.#pinball / this.count;
  }
}

function pinball(share: number, told: number, waitedMs: number): number {
  const over = (waitedMs - told) / minute;
  return over >= 0 ? share * over : (share - 1) * over;
}

/** Tallies by name, each made when it is first asked for. */
export class Tallies {
  readonly byName = new Map<string, Tally>();

  of(name: string): Tally {
    const found = this.byName.get(name);
    if (found) return found;
    const made = new Tally();
    this.byName.set(name, made);
    return made;
  }
}
