/**
 * Places in a season of fractional length, such as 365.25 days or 52.18 weeks. The season is given the nearest
 * whole number of places, and each place of each season the step of the history nearest to it: of daily
 * values with a yearly season of 365.25 days, one day in 1461 is passed over. A whole period maps each step to
 * itself.
 */
export class SeasonGrid {
  /** Whole places in one season. */
  readonly places: number;
  /** Places over the whole history. */
  readonly count: number;
  private readonly stepsPerPlace: number;

  constructor(
    private readonly stepCount: number,
    period: number,
  ) {
    this.places = Math.round(period);
    this.stepsPerPlace = period / this.places;
    this.count = Math.floor((stepCount - 1) / this.stepsPerPlace) + 1;
  }

  /** The step of the history nearest to a place. */
  step(place: number): number {
    return Math.min(this.stepCount - 1, Math.round(place * this.stepsPerPlace));
  }

  /** The place nearest to a step, which may lie after the history. */
  place(step: number): number {
    return Math.round(step / this.stepsPerPlace);
  }

  /** Values by step as values by place. */
  toPlaces(values: Float64Array): Float64Array {
    if (this.stepsPerPlace === 1) return values;
    return Float64Array.from({ length: this.count }, (_, i) => values[this.step(i)]);
  }

  /** Values by place as values by step: the nearest. */
  toSteps(values: Float64Array): Float64Array {
    if (this.stepsPerPlace === 1) return values;
    return Float64Array.from(
      { length: this.stepCount },
      (_, t) => values[Math.min(this.count - 1, this.place(t))],
    );
  }

  /** A smooth curve by place as values by step, along straight lines. */
  curveToSteps(values: Float64Array): Float64Array {
    if (this.stepsPerPlace === 1) return values;
    return Float64Array.from({ length: this.stepCount }, (_, t) => {
      const at = Math.min(this.count - 1, t / this.stepsPerPlace);
      const before = Math.floor(at);
      const after = Math.min(this.count - 1, before + 1);
      return values[before] + (at - before) * (values[after] - values[before]);
    });
  }
}
