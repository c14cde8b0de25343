import { oc } from '@orpc/contract';
import { z } from 'zod';
import { viewNameSchema, viewQuerySchema, viewSchema } from '#shared/model/view.ts';
import { notFound } from './errors.ts';

const id = z.coerce.number().int();

/** Queries that the operator keeps under a name, in an order of their own. */
export const views = {
  list: oc.route({ method: 'GET', path: '/views', summary: 'Saved views, each with how many calls it shows now' }).output(z.object({ items: z.array(viewSchema) })),
  /** Without an id it is a new one, which comes last. */
  save: oc
    .route({ method: 'POST', path: '/views', summary: 'Save a view' })
    .errors(notFound)
    .input(z.object({ id: id.optional(), name: viewNameSchema, query: viewQuerySchema }))
    .output(z.object({ id: z.number().int() })),
  remove: oc.route({ method: 'DELETE', path: '/views/{id}', summary: 'Remove a saved view' }).errors(notFound).input(z.object({ id })),
  /** Those that are left out come last. */
  reorder: oc.route({ method: 'POST', path: '/views/order', summary: 'Put saved views in another order' }).input(z.object({ ids: z.array(z.number().int()).max(1000) })),
};
