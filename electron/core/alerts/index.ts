export { alertCallOf } from './alertCall.ts';
export { createAlerting } from './alerting.ts';
export { createAlertSettings } from './alertSettings.ts';
export { decideAlert } from './decideAlert.ts';
export { previewRule } from './preview.ts';
