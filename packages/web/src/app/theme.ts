import { type CSSVariablesResolver, createTheme } from '@mantine/core';

/** Latin first so that digits keep their shapes, then what the common systems have for Chinese. */
const FONTS =
  'Inter, "Segoe UI", system-ui, -apple-system, Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", sans-serif';

export const theme = createTheme({
  fontFamily: FONTS,
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace',
  headings: { fontFamily: FONTS, fontWeight: '600' },
  primaryColor: 'brand',
  primaryShade: { light: 7, dark: 7 },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  colors: {
    brand: [
      '#e6f3fa',
      '#cde6f4',
      '#9fcfea',
      '#6cb6df',
      '#42a0d5',
      '#2791cf',
      '#0f83c7',
      '#0068a3',
      '#005a8e',
      '#004b77',
    ],
  },
});

/** Mantine's pale texts fall short of a contrast of 4.5: these do not. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5c636a',
    '--mantine-color-placeholder': '#666d74',
    '--mantine-color-error': '#b42318',
    '--mantine-color-anchor': '#00609a',
  },
  dark: {
    '--mantine-color-dimmed': '#a3aab2',
    '--mantine-color-placeholder': '#9aa1a9',
    '--mantine-color-error': '#ff8f82',
    '--mantine-color-anchor': '#6cb6df',
  },
});
