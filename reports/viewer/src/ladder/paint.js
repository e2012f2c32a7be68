// Draws what is in view of the ladder, from back to front.
import { paintCalls, paintConnections, paintGaps, paintLanes, paintLifelines, paintPhases, paintSteps } from './paint_lines.js';
import { paintRows } from './paint_rows.js';

/**
 * @typedef {{context: CanvasRenderingContext2D, text: import('./canvas_text.js').CanvasText, palette: Record<string, string>,
 *   geometry: object, scene: import('./scene.js').Scene, rows: import('./rows.js').Rows, zoom: number, top: number, height:
 *   number, selected: number, hovered: number, check: ?number}} View
 */

/** @param {View} view */
export function paint(view) {
  view.context.textBaseline = 'middle';
  paintLanes(view);
  paintPhases(view);
  paintGaps(view);
  paintLifelines(view);
  paintConnections(view);
  paintCalls(view);
  paintSteps(view);
  paintRows({ ...view, lastTime: '' });
}
