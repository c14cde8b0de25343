/**
 * A bound value in a condition of a statement that joins or sorts. SQLite looks at plain ones while it plans, and so plans
 * the statement anew for each value, which takes ten times as long as finding a row by its key; at this one it cannot look.
 */
export const bound = '(SELECT ?)';
