import type { ApiDeps } from './deps.ts';
import { api } from './implementer.ts';

export function viewsApi({ views, reader }: ApiDeps) {
  return {
    list: api.views.list.handler(async () => ({ items: await reader.listViews() })),
    save: api.views.save.handler(async ({ input: { id = null, ...view }, errors }) => {
      const saved = await views.save({ id, ...view });
      if (saved === null) throw errors.NOT_FOUND();
      return { id: saved };
    }),
    remove: api.views.remove.handler(async ({ input, errors }) => {
      if (!(await views.remove(input.id))) throw errors.NOT_FOUND();
    }),
    reorder: api.views.reorder.handler(({ input }) => views.reorder(input.ids)),
  };
}
