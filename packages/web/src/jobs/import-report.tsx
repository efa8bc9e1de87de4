import { useTranslation } from 'react-i18next';
import { useFormats } from '../i18n/format.js';
import { wordFor } from '../i18n/i18n.js';

/** The parts of an import's result that a person checks before importing in earnest. */
export interface ImportReport {
  readonly dryRun: boolean;
  readonly sources: readonly {
    readonly source: string;
    readonly kind: string;
    readonly state: string;
    readonly rows: number;
    readonly rejected: number;
    readonly firstDay: string | null;
    readonly lastDay: string | null;
    readonly files: readonly {
      readonly file: string;
      readonly columns: readonly { readonly field: string; readonly column: string }[];
      readonly ignoredColumns: readonly string[];
      readonly rejects: readonly {
        readonly field: string;
        readonly reason: unknown;
        readonly count: number;
        readonly firstRow: number;
        readonly value: string | null;
      }[];
    }[];
  }[];
}

/** The wire carries results as plain records; null where this one is no import's. */
export const importReport = (result: Readonly<Record<string, unknown>>): ImportReport | null =>
  Array.isArray(result.sources) && typeof result.dryRun === 'boolean'
    ? (result as unknown as ImportReport)
    : null;

/** What an import did, or a trial would do: per source its rows, refusals, and how columns were read. */
export function ImportReportView({ report }: { report: ImportReport }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <>
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('sources.name')}</th>
            <th>{t('sources.kind')}</th>
            <th className="number">{t('sources.rows')}</th>
            <th className="number">{t('import.rejected')}</th>
            <th>{t('column.state')}</th>
          </tr>
        </thead>
        <tbody>
          {report.sources.map((source) => (
            <tr key={source.source}>
              <td>
                {source.source}
                {source.firstDay && source.lastDay ? (
                  <div className="below">
                    {formats.day(source.firstDay)} – {formats.day(source.lastDay)}
                  </div>
                ) : null}
              </td>
              <td>{wordFor('sourceKind', source.kind)}</td>
              <td className="number">{formats.count(source.rows)}</td>
              <td className="number">{formats.count(source.rejected)}</td>
              <td>{wordFor('importState', source.state)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {report.dryRun
        ? report.sources
            .flatMap((source) => source.files)
            .map((file) => (
              <div key={file.file} className="file-report">
                <p>
                  {t('import.columns', {
                    columns: file.columns
                      .map(({ field, column }) => `${column} → ${field}`)
                      .join(' · '),
                  })}
                </p>
                {file.ignoredColumns.length > 0 ? (
                  <p>{t('import.ignored', { columns: file.ignoredColumns.join(' · ') })}</p>
                ) : null}
                {file.rejects.map((reject) => (
                  <p key={`${reject.field} ${String(reject.reason)}`} className="job-error">
                    {t('import.reject', {
                      rows: formats.count(reject.count),
                      row: formats.count(reject.firstRow),
                      field: reject.field,
                      value: reject.value ?? '',
                      reason: wordFor('rejectReason', String(reject.reason)),
                    })}
                  </p>
                ))}
              </div>
            ))
        : null}
    </>
  );
}
