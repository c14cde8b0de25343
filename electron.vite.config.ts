import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const at = (path: string): string => resolve(import.meta.dirname, path);

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      minify: false,
      sourcemap: true,
      rollupOptions: {
        // Dependencies stay outside by themselves; of optional ones this has to be said. This one is under the GPL: packed
        // apps go without it.
        external: ['@audio/decode-aac'],
        // The threads are entries of their own: a worker is started from a file.
        input: {
          index: at('electron/main/index.ts'),
          headless: at('electron/headless/index.ts'),
          write: at('electron/core/threads/write.ts'),
          derive: at('electron/core/threads/derive.ts'),
          read: at('electron/core/threads/read.ts'),
          peaks: at('electron/core/threads/peaks.ts'),
          timing: at('electron/core/threads/timing.ts'),
          backup: at('electron/core/threads/backup.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      sourcemap: true,
      rollupOptions: {
        input: { index: at('electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    // `npm run dev`: the page is on the own scheme all the same, and hears of changes from here.
    server: { host: '127.0.0.1', port: 5173, strictPort: true, hmr: { protocol: 'ws', host: '127.0.0.1', clientPort: 5173 } },
    build: {
      outDir: 'out/renderer',
      minify: true,
      sourcemap: false,
      rollupOptions: { input: { index: at('renderer/index.html'), sound: at('renderer/sound.html') } },
    },
  },
});
