import { useTranslation } from 'react-i18next';
import { Dialog } from '../parts/dialog.js';

const KEYS = [
  ['↑ ↓ ← →', 'move'],
  ['Home End', 'ends'],
  ['PgUp PgDn', 'pages'],
  ['Space', 'select'],
  ['Shift ↑ ↓', 'range'],
  ['Ctrl A', 'all'],
  ['Enter', 'edit'],
  ['+10% *2', 'formula'],
  ['Del', 'back'],
  ['a', 'approve'],
  ['r', 'reject'],
  ['s', 'snooze'],
  ['o', 'open'],
  ['e', 'explain'],
  ['Ctrl Z', 'undo'],
  ['Esc', 'escape'],
  ['/', 'search'],
  ['?', 'sheet'],
] as const;

export default function KeySheet({ close }: { close: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('keys.title')} close={close}>
      <table className="plain-table">
        <tbody>
          {KEYS.map(([keysText, name]) => (
            <tr key={name}>
              <th scope="row">
                <kbd>{keysText}</kbd>
              </th>
              <td>{t(`keys.${name}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
