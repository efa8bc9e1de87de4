export { createDice, type Dice, hashSeed } from './dice.js';
