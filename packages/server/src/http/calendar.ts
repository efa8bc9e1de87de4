import {
  addEvent,
  changeEvent,
  getEvent,
  holidayCountries,
  judgeEvent,
  listEvents,
  removeEvent,
  seedHolidays,
} from '@stockwright/app';
import {
  CalendarEvent,
  CalendarEventChange,
  CalendarEventDetail,
  CalendarEventInput,
  CalendarEventPage,
  CalendarEventQuery,
  CalendarEventRemoval,
  EventJudgement,
  HolidayCountries,
  HolidaysReply,
  HolidaysRequest,
  Id,
} from '@stockwright/contract';
import { z } from 'zod';
import type { ApiPlugin } from './api.js';
import { onceForKey } from './idempotency.js';

const ById = z.object({ id: Id });

export const calendarRoutes: ApiPlugin = async (server, { house }) => {
  const { store } = house;
  const { database } = store;
  const tags = ['calendar'];

  server.get(
    '/calendar-events',
    {
      schema: {
        tags,
        summary: 'Events in force, by first day',
        querystring: CalendarEventQuery,
        response: { 200: CalendarEventPage },
      },
    },
    async ({ query }) => listEvents(database, query),
  );

  server.post(
    '/calendar-events',
    {
      schema: {
        tags,
        summary: 'Adds an event',
        body: CalendarEventInput,
        response: { 200: CalendarEvent },
      },
    },
    async (request) =>
      onceForKey(house, request, {}, (tx) => addEvent(tx, request.body, request.body.actor)),
  );

  server.get(
    '/calendar-events/:id',
    {
      schema: {
        tags,
        summary: 'One event with all its versions, removed or not',
        params: ById,
        response: { 200: CalendarEventDetail },
      },
    },
    async ({ params }) => getEvent(database, params.id),
  );

  server.put(
    '/calendar-events/:id',
    {
      schema: {
        tags,
        summary: 'Changes an event, on top of the version that was seen',
        params: ById,
        body: CalendarEventChange,
        response: { 200: CalendarEvent },
      },
    },
    async (request) =>
      onceForKey(house, request, {}, (tx) => {
        const { version, actor, ...input } = request.body;
        return changeEvent(tx, request.params.id, version, input, actor);
      }),
  );

  server.post(
    '/calendar-events/:id/removal',
    {
      schema: {
        tags,
        summary: 'Takes an event out of the calendar; plans of the past still tell it',
        params: ById,
        body: CalendarEventRemoval,
        response: { 200: CalendarEvent },
      },
    },
    async (request) =>
      onceForKey(house, request, {}, (tx) => removeEvent(tx, request.params.id, request.body)),
  );

  server.get(
    '/calendar-events/:id/judgement',
    {
      schema: {
        tags,
        summary: 'What an event was expected to do and what happened',
        params: ById,
        response: { 200: EventJudgement },
      },
    },
    async ({ params }) => judgeEvent(store, params.id),
  );

  server.post(
    '/calendar-events/holidays',
    {
      schema: {
        tags,
        summary: "Puts the holidays of countries into the calendar; by default the locations' own",
        body: HolidaysRequest,
        response: { 200: HolidaysReply },
      },
    },
    async (request) =>
      onceForKey(house, request, {}, (tx) => seedHolidays(tx, request.body, request.body.actor)),
  );

  server.get(
    '/holiday-countries',
    {
      schema: {
        tags,
        summary: 'Countries whose holidays are known',
        response: { 200: HolidayCountries },
      },
    },
    async () => ({ data: await holidayCountries() }),
  );
};
