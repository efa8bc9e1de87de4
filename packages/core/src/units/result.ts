/** What a shop expects to go wrong is a value; a broken invariant is an exception (see `invariant`). */
export type Result<T, E> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });
export const fail = <E>(error: E): Result<never, E> => ({ ok: false, error });

/** Stops the work loudly when something that must always hold does not. */
export function invariant(holds: boolean, story: string): asserts holds {
  if (!holds) throw new Error(`Invariant broken: ${story}`);
}
