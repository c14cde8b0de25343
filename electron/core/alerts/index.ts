export { alertCallOf } from './alertCall.ts';
export { createAlerting } from './alerting.ts';
export { createAlertSettings } from './alertSettings.ts';
export { createDecideAlert } from './decideAlert.ts';
export { previewRule } from './preview.ts';
