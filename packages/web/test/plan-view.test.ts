import { expect, test } from 'vitest';
import { startLanguage } from '../src/i18n/i18n.js';
import { type PlanView, readPlanView, writePlanView } from '../src/plan/plan-view.js';

const view: PlanView = {
  kind: 'transfer',
  from: 'DC-UK',
  to: null,
  state: 'snoozed',
  search: '烛台 & co',
  sort: 'arriveOn',
  descending: false,
};

test('a view written into an address reads back the same', () => {
  expect(readPlanView(new URLSearchParams(writePlanView(view, new URLSearchParams())))).toEqual(
    view,
  );
});

test('the first view leaves the address empty, and what else stands there stays', () => {
  const first = readPlanView(new URLSearchParams());
  expect(writePlanView(first, new URLSearchParams('line=7&kind=buy')).toString()).toBe('line=7');
});

test('an address that names what does not exist shows the first view instead of failing', () => {
  const read = readPlanView(new URLSearchParams('kind=steal&state=lost&sort=colour'));
  expect(read).toEqual(readPlanView(new URLSearchParams()));
});

test('the language is the chosen one, else the first of the browser that we speak', () => {
  expect(startLanguage('zh-CN', ['en-GB'])).toBe('zh-CN');
  expect(startLanguage(null, ['fr', 'zh-TW', 'en'])).toBe('zh-CN');
  expect(startLanguage(null, ['de-CH', 'en-GB'])).toBe('en');
  expect(startLanguage('tlh', ['zh'])).toBe('zh-CN');
  expect(startLanguage(null, [])).toBe('en');
});
