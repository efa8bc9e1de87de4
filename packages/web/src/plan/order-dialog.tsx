import { Button, Center, Group, Loader, Stack, Text } from '@mantine/core';
import type { Client, PlanLine } from '@stockwright/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useClient } from '../api/client.js';
import { keys } from '../api/keys.js';
import { PAGE_LINES } from '../api/queries.js';
import { useSession } from '../api/session.js';
import { nameIn, useFormats } from '../i18n/format.js';
import { Dialog } from '../parts/dialog.js';
import { showToast } from '../parts/toasts.js';
import { showTrouble } from '../parts/trouble.js';
import { TroubleNote } from '../parts/trouble-note.js';
import { chosenQuantity, totalCost, totalPieces } from './chosen.js';
import { patchLines } from './decide.js';

/** All approved lines of the run, ordered or not, whatever the filter on screen. */
async function approvedLines(client: Client, runId: number): Promise<readonly PlanLine[]> {
  const lines: PlanLine[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.planLines(runId, { state: 'approved', limit: PAGE_LINES, cursor });
    lines.push(...page.data);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return lines;
}

const waitsForOrder = (line: PlanLine): boolean =>
  line.supplyOrderId === null && chosenQuantity(line) > 0;

interface OrderDialogProps {
  readonly runId: number;
  readonly currency: string;
  readonly close: () => void;
}

/** Shows which orders the approved lines become, for how much, and makes them. */
export default function OrderDialog({ runId, currency, close }: OrderDialogProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const client = useClient();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const session = useSession();
  const [isSending, setIsSending] = useState(false);
  const approved = useQuery({
    queryKey: ['approved-lines', runId],
    queryFn: async () => (await approvedLines(client, runId)).filter(waitsForOrder),
    staleTime: 0,
    gcTime: 0,
  });
  const groups = useMemo(() => {
    const byGroup = new Map<string, PlanLine[]>();
    for (const line of approved.data ?? []) {
      const key = `${line.kind} ${line.orderGroup}`;
      byGroup.set(key, [...(byGroup.get(key) ?? []), line]);
    }
    return [...byGroup.values()];
  }, [approved.data]);

  const order = async () => {
    const lines = approved.data;
    if (!lines || !session.mayWrite()) return;
    setIsSending(true);
    try {
      const reply = await client.orderLines(
        runId,
        lines.map((line) => line.id),
        session.actor || undefined,
      );
      showToast({
        tone: 'done',
        text: t('toast.ordered', {
          count: reply.orderIds.length,
          lines: formats.count(reply.orderedLineCount),
          already: formats.count(reply.alreadyOrderedLineCount),
        }),
        act: { label: t('order.see'), run: () => void navigate('/orders') },
      });
      // The reply names the orders but not which line went where: these lines alone are read again.
      patchLines(queries, runId, await approvedLines(client, runId));
      void queries.invalidateQueries({ queryKey: keys.supplyOrders });
      close();
    } catch (error) {
      showTrouble(error, t);
    } finally {
      setIsSending(false);
    }
  };

  return (
    <Dialog title={t('order.title')} close={close} size="xl">
      <Stack>
        {approved.isError ? (
          <TroubleNote error={approved.error} retry={() => void approved.refetch()} />
        ) : null}
        {approved.isPending ? (
          <Center h={120}>
            <Loader role="status" aria-label={t('grid.loading')} />
          </Center>
        ) : null}
        {approved.data?.length === 0 ? <Text size="sm">{t('order.none')}</Text> : null}
        {groups.length > 0 ? (
          <>
            <Text size="sm">{t('order.text', { count: groups.length })}</Text>
            <table className="plain-table">
              <thead>
                <tr>
                  <th>{t('column.kind')}</th>
                  <th>{t('column.from')}</th>
                  <th>{t('column.to')}</th>
                  <th>{t('column.orderOn')}</th>
                  <th className="number">{t('bulk.lines')}</th>
                  <th className="number">{t('bulk.pieces')}</th>
                  <th className="number">{t('column.cost')}</th>
                </tr>
              </thead>
              <tbody>
                {groups.map((lines) => {
                  const first = lines[0];
                  return (
                    <tr key={`${first.kind} ${first.orderGroup}`}>
                      <td>{t(`kind.${first.kind}`)}</td>
                      <td>{nameIn(first.from, formats.language)}</td>
                      <td>{nameIn(first.to, formats.language)}</td>
                      <td>{formats.day(first.orderOn)}</td>
                      <td className="number">{formats.count(lines.length)}</td>
                      <td className="number">{formats.count(totalPieces(lines))}</td>
                      <td className="number">{formats.money(totalCost(lines), currency)}</td>
                    </tr>
                  );
                })}
              </tbody>
              <tfoot>
                <tr className="is-chosen">
                  <th scope="row" colSpan={4}>
                    {t('order.total')}
                  </th>
                  <td className="number">{formats.count(approved.data?.length ?? 0)}</td>
                  <td className="number">{formats.count(totalPieces(approved.data ?? []))}</td>
                  <td className="number">
                    {formats.money(totalCost(approved.data ?? []), currency)}
                  </td>
                </tr>
              </tfoot>
            </table>
          </>
        ) : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('act.cancel')}
          </Button>
          <Button disabled={groups.length === 0} loading={isSending} onClick={() => void order()}>
            {t('order.confirm', { count: groups.length })}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
