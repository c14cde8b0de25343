import { ipcRenderer } from 'electron';

ipcRenderer.send('hello');
