import type { ApiDeps } from './deps.ts';
import { api } from './implementer.ts';

export function backupsApi({ backups }: ApiDeps) {
  return {
    list: api.backups.list.handler(async () => {
      const { folder, items } = await backups.list();
      return { folder, items: [...items] };
    }),
    make: api.backups.make.handler(() => backups.make()),
  };
}
