/** What is known of an item before it sells. Whatever is missing is left out of comparisons. */
export interface ItemAttributes {
  /** The item itself: the same at every location that has it. */
  readonly item?: string | number;
  readonly location?: string | number;
  readonly category?: string;
  readonly name?: string;
  /** Price at launch, in one currency, > 0. */
  readonly price?: number;
  /** Number within a running series of codes, where codes are given in turn: neighbours came together. */
  readonly serial?: number;
  /** Day (or period) of the launch, on one scale for all. */
  readonly launchDay?: number;
}

/** An item-location whose first periods are known, or an established one. */
export interface KnownItem extends ItemAttributes {
  /** Pieces of each of the first periods since launch; of an established item of any so many periods. */
  readonly sales: ArrayLike<number>;
  /** True: the launch lies before the data, and `sales` are of later periods. */
  readonly established?: boolean;
}
