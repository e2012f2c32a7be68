// Logs the official Web SDK in to a server of your choice: node login.js NAVIGATION-URL APP-KEY TOKEN
// The SDK expects a browser. A page needs none of the first three lines; in Node the web agent's stand-ins serve.
const { installBrowserGlobals } = require('../../agent/clients/web/src/child/browser_globals');
const { Observer } = require('../../agent/clients/node_agent/src/client/observe');
installBrowserGlobals(new Observer(() => {}));
const { createRequire } = require('node:module');
const sdk = createRequire(require.resolve('../../agent/clients/web/package.json'))('@rongcloud/imlib-next');

const [, , navigator, appkey, token] = process.argv;
sdk.init({ appkey, navigators: [navigator], logOutputLevel: 1 });
sdk.connect(token).then(({ code, data }) => {
  console.log(code === 0 ? `connected as ${data.userId}` : `failed with ${code}`);
  process.exit(code === 0 ? 0 : 1);
});
