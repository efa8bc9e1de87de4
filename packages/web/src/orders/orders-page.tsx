import { Button, NativeSelect, Skeleton, Text } from '@mantine/core';
import { SupplyOrderState } from '@stockwright/contract';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { useSupplyOrders } from '../api/queries.js';
import { nameIn, useFormats } from '../i18n/format.js';
import { TroubleNote } from '../parts/trouble-note.js';
import '../plan/plan-page.css';
import { OrderPanel } from './order-panel.js';
import './orders.css';

/** Purchase and transfer orders with their states; the one in the address is open beside the list. */
export default function OrdersPage() {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const { orderId } = useParams();
  const [params, setParams] = useSearchParams();
  const kind = params.get('kind') ?? '';
  const state = params.get('state') ?? '';
  const orders = useSupplyOrders({ kind: kind || undefined, state: state || undefined });
  const list = orders.data?.pages.flatMap((page) => page.data) ?? [];
  const openId = orderId && /^\d+$/.test(orderId) ? Number(orderId) : null;
  const search = params.toString() ? `?${params}` : '';
  const put = (name: string, value: string) => {
    const next = new URLSearchParams(params);
    if (value) next.set(name, value);
    else next.delete(name);
    setParams(next, { replace: true });
  };
  return (
    <div className={openId === null ? 'orders' : 'orders has-panel'}>
      <div className="orders-list">
        <h1>{t('shell.orders')}</h1>
        <div className="orders-filters">
          <NativeSelect
            size="xs"
            aria-label={t('column.kind')}
            value={kind}
            onChange={(event) => put('kind', event.currentTarget.value)}
            data={[
              { value: '', label: t('filter.anyKind') },
              { value: 'purchase', label: t('orderKind.purchase') },
              { value: 'transfer', label: t('orderKind.transfer') },
            ]}
          />
          <NativeSelect
            size="xs"
            aria-label={t('column.state')}
            value={state}
            onChange={(event) => put('state', event.currentTarget.value)}
            data={[
              { value: '', label: t('filter.anyState') },
              ...SupplyOrderState.options.map((name) => ({
                value: name,
                label: t(`orderState.${name}`),
              })),
            ]}
          />
        </div>
        {orders.isError ? (
          <TroubleNote error={orders.error} retry={() => void orders.refetch()} />
        ) : null}
        {orders.isPending ? <Skeleton height={300} /> : null}
        {orders.isSuccess && list.length === 0 ? (
          <Text>{kind || state ? t('grid.noMatch') : t('orders.none')}</Text>
        ) : null}
        {list.length > 0 ? (
          <table className="plain-table">
            <thead>
              <tr>
                <th>{t('orders.number')}</th>
                <th>{t('column.kind')}</th>
                <th>{t('column.from')}</th>
                <th>{t('column.to')}</th>
                <th>{t('column.state')}</th>
                <th className="number">{t('bulk.lines')}</th>
                <th className="number">{t('orders.received')}</th>
                <th className="number">{t('column.cost')}</th>
                <th>{t('column.orderOn')}</th>
                <th>{t('column.arriveOn')}</th>
              </tr>
            </thead>
            <tbody>
              {list.map((order) => (
                <tr key={order.id} className={order.id === openId ? 'is-open' : undefined}>
                  <td>
                    <Link to={`/orders/${order.id}${search}`}>{order.number}</Link>
                  </td>
                  <td>{t(`orderKind.${order.kind}`)}</td>
                  <td>{nameIn(order.from, formats.language)}</td>
                  <td>{nameIn(order.to, formats.language)}</td>
                  <td>{t(`orderState.${order.state}`)}</td>
                  <td className="number">{formats.count(order.lineCount)}</td>
                  <td className="number">
                    {formats.count(order.receivedPieces)} / {formats.count(order.orderedPieces)}
                  </td>
                  <td className="number">{formats.money(order.cost, order.currency)}</td>
                  <td>{formats.day(order.orderOn)}</td>
                  <td>{formats.day(order.arriveOn)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : null}
        {orders.hasNextPage ? (
          <Button
            mt="sm"
            size="xs"
            variant="default"
            loading={orders.isFetchingNextPage}
            onClick={() => void orders.fetchNextPage()}
          >
            {t('orders.more')}
          </Button>
        ) : null}
      </div>
      {openId === null ? null : (
        <OrderPanel key={openId} orderId={openId} close={() => void navigate(`/orders${search}`)} />
      )}
    </div>
  );
}
