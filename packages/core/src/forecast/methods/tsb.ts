import { GUESS_DAYS, type History, startMass, startSum, type Track } from './history.js';

export interface TsbStart {
  readonly sizePieces: number;
  readonly probability: number;
}

/**
 * The method of Teunter, Syntetos and Babai: smooth the probability of demand on every day, and the size
 * only when demand occurs; rate = probability · size. Unlike Croston's it forgets an item that is no
 * longer bought.
 *
 * @param probabilityWeight β in (0, 1]
 * @param sizeWeight        α in (0, 1]
 * @param start             textbook start; without it both means fill from the first days
 * @see Teunter, Syntetos & Babai (2011), "Intermittent demand: linking forecasting to inventory
 *   obsolescence", EJOR 214
 */
export function trackTsb(
  history: History,
  probabilityWeight: number,
  sizeWeight: number,
  track: Track,
  start?: TsbStart,
): void {
  const { length, pieces, exposure } = history;
  const keepProbability = 1 - probabilityWeight;
  const keepSize = 1 - sizeWeight;
  let hitSum = startSum(start?.probability, probabilityWeight);
  let hitMass = startMass(start?.probability, probabilityWeight);
  let sizeSum = startSum(start?.sizePieces, sizeWeight);
  let sizeMass = startMass(start?.sizePieces, sizeWeight);
  for (let t = 0; t < length; t++) {
    if (t === 0 && history.beginsWithSale) {
      hitSum = GUESS_DAYS * history.demandShare;
      hitMass = GUESS_DAYS * exposure[0];
      sizeSum = pieces[0];
      sizeMass = 1;
    } else if (exposure[t] > 0) {
      const hit = pieces[t] > 0;
      hitSum = keepProbability * hitSum + (hit ? 1 : 0);
      hitMass = keepProbability * hitMass + exposure[t];
      if (hit) {
        sizeSum = keepSize * sizeSum + pieces[t];
        sizeMass = keepSize * sizeMass + 1;
      }
    }
    track.rate[t] = sizeMass > 0 && hitMass > 0 ? (hitSum / hitMass) * (sizeSum / sizeMass) : 0;
    track.slope[t] = 0;
  }
}
