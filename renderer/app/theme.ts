import {
  ActionIcon,
  Button,
  createTheme,
  Input,
  Menu,
  Modal,
  Popover,
  Select,
  Switch,
  Tooltip,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { createElement } from 'react';

// Shade 6 fills in light, 7 in dark; the others only serve Mantine's own derivations.
const accent: MantineColorsTuple = [
  '#eef3ff', '#dbe5ff', '#bccdff', '#93afff', '#7d9dff', '#4a70e6', '#2d55d0', '#4468e0', '#2447b0', '#1c2438',
];

// Mantine's neutrals: text, borders, hover and overlays of its components come from these.
const gray: MantineColorsTuple = [
  '#f7f6f3', '#f1efea', '#e9e6e0', '#d9d5cc', '#c9c4b9', '#a8a296', '#6d685f', '#55514a', '#33302b', '#1c1b18',
];
const dark: MantineColorsTuple = [
  '#eeeeec', '#b3b5b9', '#8f9298', '#6b6e75', '#383b41', '#2a2d32', '#212327', '#17181b', '#111214', '#0c0d0e',
];

/** The design's sizes on Mantine's scale: xs 11, sm 12, md 13 (base), lg 15, xl 20 px. */
export const theme = createTheme({
  colors: { accent, gray, dark },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 7 },
  white: '#ffffff',
  black: '#1c1b18',
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-mono)',
  headings: {
    fontFamily: 'var(--font)',
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '26px' },
      h2: { fontSize: '15px', lineHeight: '22px' },
      h3: { fontSize: '13px', lineHeight: '18px' },
      h4: { fontSize: '13px', lineHeight: '18px' },
      h5: { fontSize: '12px', lineHeight: '16px' },
      h6: { fontSize: '11px', lineHeight: '14px' },
    },
  },
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '15px', xl: '20px' },
  lineHeights: { xs: '14px', sm: '16px', md: '18px', lg: '22px', xl: '26px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '14px' },
  defaultRadius: 'sm',
  breakpoints: { xs: '36em', sm: '53.75em', md: '73.75em', lg: '90em', xl: '100em' },
  shadows: { xs: 'none', sm: 'none', md: 'var(--shadow-float)', lg: 'var(--shadow-float)', xl: 'var(--shadow-float)' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      defaultProps: { variant: 'default' },
      vars: () => ({
        root: { '--button-height': '28px', '--button-fz': '13px', '--button-padding-x': '10px' },
      }),
      styles: { label: { fontWeight: 500 } },
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle', color: 'gray' },
      vars: () => ({ root: { '--ai-size': '28px', '--ai-color': 'var(--ink2)', '--ai-hover': 'var(--hover-chrome)' } }),
    }),
    Input: Input.extend({
      vars: () => ({ wrapper: { '--input-height': '32px', '--input-fz': '13px' } }),
    }),
    Select: Select.extend({ defaultProps: { rightSection: createElement(IconChevronDown, { size: 14, stroke: 1.75, color: 'var(--ink2)' }) } }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', radius: 'xl', transitionProps: { duration: 140 } } }),
    Menu: Menu.extend({ defaultProps: { shadow: 'md', radius: 'lg', transitionProps: { duration: 140 } } }),
    Modal: Modal.extend({ defaultProps: { radius: 'xl', transitionProps: { duration: 140, exitDuration: 0 } } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 500, transitionProps: { duration: 80 } } }),
    Switch: Switch.extend({ defaultProps: { size: 'sm' } }),
  },
});

const mapped = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink3)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-placeholder': 'var(--ink3)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--handover)',
  '--mantine-color-default': 'var(--raised)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line2)',
  '--mantine-primary-color-filled': 'var(--accent-fill)',
  '--mantine-primary-color-contrast': '#ffffff',
};

/** Maps the tokens onto Mantine's variables; the same names in both schemes. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: mapped, dark: mapped });
