import { Button, CloseButton, Group, Skeleton } from '@mantine/core';
import type { SupplyOrderDetail, SupplyOrderState } from '@stockwright/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../api/client.js';
import { keys } from '../api/keys.js';
import { useSupplyOrder } from '../api/queries.js';
import { useSession } from '../api/session.js';
import { nameIn, useFormats } from '../i18n/format.js';
import { showToast } from '../parts/toasts.js';
import { showTrouble } from '../parts/trouble.js';
import { TroubleNote } from '../parts/trouble-note.js';
import '../plan/line-panel.css';

/** States that a person may set; receiving sets the others. */
const SETTABLE = ['approved', 'sent', 'confirmed', 'closed', 'cancelled'] as const;
type Settable = (typeof SETTABLE)[number];
const isSettable = (state: SupplyOrderState): state is Settable =>
  SETTABLE.some((settable) => settable === state);

export function OrderPanel({ orderId, close }: { orderId: number; close: () => void }) {
  const { t } = useTranslation();
  const order = useSupplyOrder(orderId);
  return (
    <aside className="line-panel" aria-label={t('orders.label')}>
      <div className="panel-head">
        {order.data ? <h2>{order.data.number}</h2> : <Skeleton height={24} />}
        <CloseButton aria-label={t('panel.close')} onClick={close} />
      </div>
      {order.isError ? (
        <TroubleNote error={order.error} retry={() => void order.refetch()} />
      ) : null}
      {order.data ? <OrderBody order={order.data} /> : null}
    </aside>
  );
}

function OrderBody({ order }: { order: SupplyOrderDetail }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const client = useClient();
  const queries = useQueryClient();
  const session = useSession();
  const [sending, setSending] = useState<Settable | null>(null);

  const moveTo = async (state: Settable) => {
    if (!session.mayWrite()) return;
    setSending(state);
    try {
      const moved = await client.moveSupplyOrder(order.id, {
        to: state,
        actor: session.actor || undefined,
      });
      queries.setQueryData(keys.supplyOrder(order.id), moved);
      void queries.invalidateQueries({ queryKey: keys.supplyOrders });
      showToast({
        tone: 'done',
        text: t('toast.orderMoved', {
          number: moved.number,
          state: t(`orderState.${moved.state}`),
        }),
      });
    } catch (error) {
      showTrouble(error, t);
    } finally {
      setSending(null);
    }
  };

  return (
    <>
      <p>
        {t(`orderKind.${order.kind}`)} · {nameIn(order.from, formats.language)} →{' '}
        {nameIn(order.to, formats.language)} · <strong>{t(`orderState.${order.state}`)}</strong>
      </p>
      <p>
        {t('orders.dates', {
          orderOn: formats.day(order.orderOn),
          shipOn: formats.day(order.shipOn),
          arriveOn: formats.day(order.arriveOn),
        })}{' '}
        {formats.money(order.cost, order.currency)}
      </p>
      <Group gap="xs">
        {order.nextStates.filter(isSettable).map((state) => (
          <Button
            key={state}
            size="xs"
            variant={state === 'cancelled' ? 'default' : 'filled'}
            loading={sending === state}
            disabled={sending !== null}
            onClick={() => void moveTo(state)}
          >
            {t(`orderMove.${state}`)}
          </Button>
        ))}
      </Group>
      <section>
        <h2>{t('orders.lines')}</h2>
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('column.item')}</th>
              <th className="number">{t('orders.ordered')}</th>
              <th className="number">{t('orders.receivedPieces')}</th>
              <th className="number">{t('orders.unitCost')}</th>
            </tr>
          </thead>
          <tbody>
            {order.lines.map((line) => (
              <tr key={line.id}>
                <td>
                  {nameIn(line.item, formats.language)}
                  <div className="below">{line.item.code}</div>
                </td>
                <td className="number">{formats.count(line.ordered)}</td>
                <td className="number">{formats.count(line.received)}</td>
                <td className="number">{formats.unitMoney(line.unitCost, order.currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section>
        <h2>{t('orders.history')}</h2>
        <ol className="decision-history">
          {order.transitions.map((transition) => (
            <li key={`${transition.at} ${transition.to}`}>
              {t(`orderState.${transition.to}`)}
              {transition.reason ? ` · ${transition.reason}` : ''}
              <div className="below">
                {transition.actor} · {formats.instant(transition.at)}
              </div>
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}
