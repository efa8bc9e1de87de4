export { type Change, ChangeFeed } from './change-feed.js';
