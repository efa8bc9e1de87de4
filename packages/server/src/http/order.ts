import {
  getSupplyOrder,
  listSupplyOrders,
  moveSupplyOrder,
  receiveSupplyOrder,
  shipSupplyOrder,
} from '@stockwright/app';
import {
  Id,
  ReceiptRequest,
  ShipmentRequest,
  SupplyOrderDetail,
  SupplyOrderPage,
  SupplyOrderQuery,
  TransitionRequest,
} from '@stockwright/contract';
import { z } from 'zod';
import type { ApiPlugin } from './api.js';
import { keyed, onceForKey } from './idempotency.js';

const ById = z.object({ id: Id });

export const orderRoutes: ApiPlugin = async (server, { house }) => {
  const { database } = house.store;
  const tags = ['order'];

  server.get(
    '/supply-orders',
    {
      schema: {
        tags,
        summary: 'Purchase and transfer orders, newest first',
        querystring: SupplyOrderQuery,
        response: { 200: SupplyOrderPage },
      },
    },
    async ({ query }) => listSupplyOrders(database, query),
  );

  server.get(
    '/supply-orders/:id',
    {
      schema: {
        tags,
        summary: 'One order with its lines and its life',
        params: ById,
        response: { 200: SupplyOrderDetail },
      },
    },
    async ({ params }) => getSupplyOrder(database, params.id),
  );

  server.post(
    '/supply-orders/:id/transitions',
    {
      schema: {
        ...keyed,
        tags,
        summary: 'Moves an order on: approved, sent, confirmed, closed, cancelled',
        params: ById,
        body: TransitionRequest,
        response: { 200: SupplyOrderDetail },
      },
    },
    async (request) =>
      onceForKey(house, request, { keyRequired: true }, (tx) =>
        moveSupplyOrder(tx, request.params.id, {
          ...request.body,
          on: request.body.on ?? house.today(),
        }),
      ),
  );

  server.post(
    '/supply-orders/:id/shipments',
    {
      schema: {
        ...keyed,
        tags,
        summary: 'Goods of an order left the giver: they are in transit',
        params: ById,
        body: ShipmentRequest,
        response: { 200: SupplyOrderDetail },
      },
    },
    async (request) =>
      onceForKey(house, request, { keyRequired: true }, (tx) =>
        shipSupplyOrder(tx, request.params.id, {
          ...request.body,
          shippedOn: request.body.shippedOn ?? house.today(),
        }),
      ),
  );

  server.post(
    '/supply-orders/:id/receipts',
    {
      schema: {
        ...keyed,
        tags,
        summary: 'Receives goods of an order: partly, all, or more than ordered',
        params: ById,
        body: ReceiptRequest,
        response: { 200: SupplyOrderDetail },
      },
    },
    async (request) =>
      onceForKey(house, request, { keyRequired: true }, (tx) =>
        receiveSupplyOrder(tx, request.params.id, {
          ...request.body,
          receivedOn: request.body.receivedOn ?? house.today(),
        }),
      ),
  );
};
