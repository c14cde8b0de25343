import { z } from 'zod';
import { callsQuerySchema } from './callQuery.ts';

/** Which calls a view shows: a query without its place in the list. */
export const viewQuerySchema = callsQuerySchema.omit({ limit: true, cursor: true });
export type ViewQuery = z.infer<typeof viewQuerySchema>;

export const viewNameSchema = z.string().trim().min(1).max(60);

/** Calls are counted up to so many. */
export const mostCounted = 999;

/** A query that the operator keeps under a name. */
export const viewSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  query: viewQuerySchema,
  /** Of calls now; null for more than 999. */
  calls: z.number().int().nullable(),
});
export type View = z.infer<typeof viewSchema>;
