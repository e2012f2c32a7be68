// Light or dark: as the reader chose here, or else as the system says.
import { useEffect, useState } from 'preact/hooks';
import { recall, remember } from './memory.js';

const dark = window.matchMedia('(prefers-color-scheme: dark)');

function current() {
  const chosen = recall('theme');
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return dark.matches ? 'dark' : 'light';
}

const apply = (theme) => {
  document.documentElement.dataset.theme = theme;
};

// Before anything is drawn.
export const applyTheme = () => apply(current());

/** The theme and a function that changes to the other. */
export function useTheme() {
  const [theme, setTheme] = useState(current);
  useEffect(() => {
    const follow = () => setTheme(current());
    dark.addEventListener('change', follow);
    return () => dark.removeEventListener('change', follow);
  }, []);
  apply(theme);
  const toggle = () => {
    const other = theme === 'dark' ? 'light' : 'dark';
    remember('theme', other);
    apply(other);
    setTheme(other);
  };
  return [theme, toggle];
}
