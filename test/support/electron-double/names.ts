/** The world of preloads, and the functions by which messages leave it and enter it. */
export const worldName = 'Electron Isolated Context';
export const sendName = '__electronDoubleSend';
export const receiveName = '__electronDoubleReceive';
