// What stands in the trace instead of a reason: browsers tell none to the page.
'use strict';

const NO_REASON = 'the browser does not say why';

module.exports = { NO_REASON };
