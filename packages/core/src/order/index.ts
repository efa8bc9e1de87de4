/** Stage 5, order: the stock journal and, later, promises, reservations and the life of a sales order. */
export {};
