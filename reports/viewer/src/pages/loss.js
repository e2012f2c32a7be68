// The way to the moment at which a connection was lost, in its play.
import { linkTo } from '../ui/route.js';

// The address names the moment; the play page finds the event there.
export const linkToLoss = (play, reconnect) => linkTo(play, { at: reconnect.lost_at_ms.toFixed(2) });
