/** Says how fast a printer may print and when it must cool. */
export interface ThermalBudget {
  /** Cards that a cool printer prints in one go, 1 or more. */
  readonly cards: number;
  /** Milliseconds that it takes to cool down from there, 1 or more. Between cards it cools in proportion. */
  readonly coolMs: number;
}

/** A printer as configured. */
export interface PrinterConfig {
  readonly id: string;
  /** Id of the medium in its hopper. */
  readonly medium: string;
  /** Blanks in its hopper when the office opens. */
  readonly blanks: number;
  /** Id of the site where it stands. Default `main`. */
  readonly site?: string | undefined;
  /** Ids of the supplies that it uses up, such as a ribbon and a film; one of each is mounted when the office opens. */
  readonly supplies?: readonly string[] | undefined;
  /**
   * Cards that it may print in a day, 1 or more; it rests when they are made. Where it is left out nothing stops it, and
   * forecasts reckon with 250 until its own pace is known: offices report 100 to 300, whatever the brochure says.
   */
  readonly cardsPerDay?: number | undefined;
  /** When it must cool. Left out, it never does. */
  readonly thermal?: ThermalBudget | undefined;
}
