import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Why planners overrule numbers: things the data cannot know. */
export const REASONS = [
  'promotion',
  'listing',
  'licence',
  'supplier',
  'weather',
  'dataError',
  'other',
] as const;

interface ReasonFieldProps {
  readonly reason: string;
  readonly setReason: (reason: string) => void;
  /** True where nothing is taken without a reason. */
  readonly isRequired?: boolean;
}

/** A reason from the short list, as a start of one's own words. */
export function ReasonField({ reason, setReason, isRequired = false }: ReasonFieldProps) {
  const { t } = useTranslation();
  return (
    <Group grow align="flex-end" preventGrowOverflow={false} gap="xs">
      <NativeSelect
        size="xs"
        label={t('reason.label')}
        withAsterisk={isRequired}
        value=""
        onChange={(event) => setReason(event.currentTarget.value)}
        data={[
          { value: '', label: t('reason.choose') },
          ...REASONS.map((name) => ({ value: t(`reason.${name}`), label: t(`reason.${name}`) })),
        ]}
      />
      <TextInput
        size="xs"
        aria-label={t('reason.words')}
        placeholder={t('reason.words')}
        value={reason}
        required={isRequired}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Group>
  );
}
