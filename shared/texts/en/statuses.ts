/** The operator's word for each status of the vendor's page, and for each group. */
export const statuses = {
  code: {
    ANSWERED: 'Answered',
    TRANSFER_ARTIFICIAL: 'Hand-over lost',
    CALL_LOSS: 'No robot free',
    NO_ANSWER: 'No answer',
    BUSY: 'Busy',
    REFUSED: 'Declined',
    POWER_OFF: 'Phone off',
    OUT_OF_SERVICE: 'Suspended',
    VACANT_NUMBER: 'No such number',
    CAN_NOT_CONNECT: 'Can’t connect',
    FROM_PHONE_ERROR: 'Out of money',
    SYSTEM_ERROR: 'Call failed',
  },
  none: 'No status',
  group: {
    answered: 'Answered',
    handover: 'Hand-over lost',
    lost: 'Lost',
    unreached: 'Not reached',
    fault: 'Our fault',
    unknown: 'Other',
  },
} as const;
