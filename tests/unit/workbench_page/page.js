// The one place that knows where the page's sources are.
const root = new URL('../../../mock_server/workbench/page/', import.meta.url);

export const source = (name) => import(new URL(`src/${name}`, root));
