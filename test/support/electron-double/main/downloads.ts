import { writeFile } from 'node:fs/promises';
import type * as Electron from 'electron';
import type { HandlerFor } from './bridge.ts';
import { preventable, strictEmitter, whole } from './strict.ts';
import type { Part } from './strict.ts';

type State = ReturnType<Electron.DownloadItem['getState']>;

/** Saves what one of the app's own schemes answers. */
export type Download = (contents: Electron.WebContents, url: string) => void;

/** A download as the app sees it; `end` is for whoever does it. */
export function createDownloadItem(url: string, name: string): { readonly item: Electron.DownloadItem; end(state: State): void } {
  let savePath = '';
  let state: State = 'progressing';
  class DownloadItem extends strictEmitter('DownloadItem') implements Part<Electron.DownloadItem> {
    getURL(): string {
      return url;
    }

    getFilename(): string {
      return name;
    }

    setSavePath(path: string): void {
      savePath = path;
    }

    getSavePath(): string {
      return savePath;
    }

    getState(): State {
      return state;
    }
  }
  const emitter = new DownloadItem();
  return {
    item: whole<Electron.DownloadItem>(emitter),
    end(ended) {
      state = ended;
      emitter.emit('done', preventable({}), ended);
    },
  };
}

/** Electron asks where to save what the app gives no path for; here nobody answers, which takes it back. */
export function createDownload(handlerFor: HandlerFor, session: Electron.Session): Download {
  async function save(contents: Electron.WebContents, url: string): Promise<void> {
    const response = await handlerFor(new URL(url).protocol.slice(0, -1), 'Other', null)(new Request(url));
    const name = /filename="([^"]*)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'download';
    const download = createDownloadItem(url, name);
    const { item } = download;
    const event = preventable({});
    session.emit('will-download', event, item, contents);
    if (event.defaultPrevented || item.getSavePath() === '') download.end('cancelled');
    else if (!response.ok) download.end('interrupted');
    else {
      await writeFile(item.getSavePath(), Buffer.from(await response.arrayBuffer()));
      download.end('completed');
    }
  }
  return (contents, url) => void save(contents, url).catch((error: unknown) => console.error(error));
}
