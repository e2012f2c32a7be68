// The one place that knows where the page's sources are.
import { createRequire } from 'node:module';

const root = new URL('../../../reports/viewer/', import.meta.url);

export const source = (name) => import(new URL(`src/${name}`, root));
// What the page's package.json names, such as playwright-core.
export const fromPackage = createRequire(new URL('package.json', root));
export const { buildPage } = await import(new URL('build.mjs', root));
export const { embed } = await import(new URL('embed.mjs', root));
