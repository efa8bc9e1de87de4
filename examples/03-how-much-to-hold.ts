/**
 * Policy: how much to hold, from the demand over the protection time and the two costs of being wrong.
 *
 * A piece that is missing loses its margin, 6.00. A piece too many costs holding until the next review:
 * 0.005 a day for 7 days. Demand over lead time and review period comes as samples.
 */
import { createDice, drawPoisson } from '@stockwright/core/maths';
import { criticalRatio, inventoryPosition, orderUpToFromSamples } from '@stockwright/core/policy';

const ratio = criticalRatio({ underageCost: 6, overageCost: 0.005 * 7 });
const dice = createDice('example');
const demand = Float64Array.from({ length: 1000 }, () => drawPoisson(dice, 9)).sort();
const level = orderUpToFromSamples(demand, ratio);
const position = inventoryPosition({ onHand: 4, reserved: 1, held: 0, onOrder: 3, backlog: 0 });

console.log(`hold enough in ${(100 * ratio).toFixed(1)} % of cases: up to ${level} pieces`);
console.log(`position ${position}: order ${Math.max(0, level - position)}`);
