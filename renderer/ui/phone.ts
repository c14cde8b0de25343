export { formatPhone } from '#shared/model/phone.ts';
