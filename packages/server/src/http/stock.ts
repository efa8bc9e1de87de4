import { listMovements, listStock, supplierReliability } from '@stockwright/app';
import {
  LaneReliabilityList,
  MovementList,
  MovementQuery,
  StockPage,
  StockQuery,
} from '@stockwright/contract';
import type { ApiPlugin } from './api.js';

export const stockRoutes: ApiPlugin = async (server, { house }) => {
  const { database } = house.store;

  server.get(
    '/stock',
    {
      schema: {
        tags: ['stock'],
        summary: 'Stock of each item at each place',
        querystring: StockQuery,
        response: { 200: StockPage },
      },
    },
    async ({ query }) => listStock(database, query),
  );

  server.get(
    '/stock/movements',
    {
      schema: {
        tags: ['stock'],
        summary: 'The journal of one item at one place, newest first',
        querystring: MovementQuery,
        response: { 200: MovementList },
      },
    },
    async ({ query }) => listMovements(database, query),
  );

  server.get(
    '/lanes/reliability',
    {
      schema: {
        tags: ['stock'],
        summary: 'How each lane really performs, from receipts',
        response: { 200: LaneReliabilityList },
      },
    },
    async () => ({ data: await supplierReliability(database) }),
  );
};
