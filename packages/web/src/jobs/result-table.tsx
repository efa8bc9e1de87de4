import { useFormats } from '../i18n/format.js';
import { wordFor } from '../i18n/i18n.js';

/** The plain facts of a job's result; what is nested or empty stays in the log. */
export function ResultTable({ result }: { result: Readonly<Record<string, unknown>> }) {
  const formats = useFormats();
  const facts = Object.entries(result).filter(
    ([, value]) => typeof value === 'number' || (typeof value === 'string' && value !== ''),
  );
  if (facts.length === 0) return null;
  return (
    <table className="plain-table">
      <tbody>
        {facts.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{wordFor('result', name)}</th>
            <td className="number">
              {typeof value === 'number'
                ? formats.decimal(value, Number.isInteger(value) ? 0 : 2)
                : String(value)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
