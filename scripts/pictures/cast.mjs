// The calls of the README's pictures, in order of arrival: invented people, numbers of ranges kept for fiction or inert.

/** Calls where nobody was reached: status, number, how-manieth call, and what it cost. */
const quiet = (resultStatus, calledPhoneNumber, callCount = 1, pay = '0.0000') => ({
  resultStatus,
  calledPhoneNumber,
  callCount,
  redialTimes: callCount - 1,
  pay,
});

/** Calls with talk: who, which intent, and what was said last. */
const talk = (calledPhoneNumber, name, intentLevelDetailName, words, { seconds, pay = '0.0410', concerns = [], ...others }) => ({
  resultStatus: 'ANSWERED',
  calledPhoneNumber,
  callCount: 1,
  redialTimes: 0,
  hangupBy: 'CUSTOMER',
  chatDuration: seconds,
  billingTime: Math.ceil(seconds / 60) * 60,
  chatRound: Math.ceil(seconds / 9),
  pay,
  intentLevelDetailName,
  customerConcern: concerns,
  properties: { name },
  callDetailList: [{ callDetailId: 1, text: words, type: 'PERSON', startOffset: 4000, endOffset: 6500 }],
  ...others,
});

const shipped = (sample) => ({ sample });

/** What is on the desk before the pictures are taken. */
export const arrived = [
  quiet('NO_ANSWER', '447700900418', 3),
  talk('8613700000066', '陈建国', 'A (强意向)', '周末可以去看房吗？', { seconds: 86, pay: '0.0820', concerns: ['看房'] }),
  quiet('OUT_OF_SERVICE', '447700900871'),
  quiet('LINE_INTERCEPT', '525555501420'),
  talk('525555010178', 'Lucía Hernández', 'A (strong interest)', 'No puedo esperar más, adiós.', {
    seconds: 30,
    concerns: ['hablar con una persona'],
    resultStatus: 'TRANSFER_ARTIFICIAL',
  }),
  quiet('NO_ANSWER', '8613655500213'),
  talk('34600000072', 'Íñigo Muñoz', 'C (wants information)', '¿Me lo puede mandar por correo antes del viernes?', { seconds: 44, concerns: ['correo'] }),
  quiet('POWER_OFF', '66865550190', 2),
  shipped('answered-id'),
  quiet('REFUSED', '34612555019'),
  quiet('SYSTEM_ERROR', '447700900318'),
  shipped('handover-lost-es'),
  quiet('VACANT_NUMBER', '8613955500007'),
  quiet('FROM_PHONE_ERROR', '525533010934'),
  shipped('answered-en'),
  quiet('CALL_LOSS', '528155501187', 1, '0.0205'),
  talk('66895550142', 'คุณสมชาย', 'B (maybe)', 'สนใจครับ แต่ขอคุยกับแฟนก่อนนะครับ', { seconds: 38, concerns: ['โปรโมชั่น'] }),
  quiet('NO_ANSWER', '447700900633'),
  quiet('BUSY', '523355501288'),
  talk('8613800000011', '王女士', 'B (一般)', '价格是多少？', { seconds: 51, pay: '0.0615', concerns: ['价格', '位置'] }),
  quiet('NO_ANSWER', '66812345678', 2),
];

/** What arrives while a call is open. */
export const arriving = [
  talk('447700900145', 'Ruth Palmer', 'B (maybe)', 'Send it to me and I will have a look.', { seconds: 33 }),
  quiet('NO_ANSWER', '6281255500148'),
  talk('34600000019', 'Nuria Vidal', 'A (strong interest)', 'Perfecto, el martes por la mañana.', { seconds: 58 }),
];

/** Calls whose recordings `host` does not give, each for another reason. */
export const withLateRecordings = (host) => {
  const of = (name, kinds = ['fullAudioUrl']) => Object.fromEntries(kinds.map((kind) => [kind, `${host}/${name}/${kind}.wav`]));
  const both = ['fullAudioUrl', 'customerAudioUrl'];
  return [
    talk('447700900231', 'Martin Webb', 'C (wants information)', 'I would rather read it first.', { seconds: 41, ...of('gone') }),
    talk('34600000048', 'Teresa Pons', 'A (strong interest)', 'Sí, ¿me llama un compañero suyo?', { seconds: 62, resultStatus: 'TRANSFER_ARTIFICIAL', ...of('private', both) }),
    talk('8613700000093', '李雪', 'B (一般)', '下周再说吧。', { seconds: 37, ...of('refused') }),
    talk('6281255500190', 'Pak Budi', 'B (berjanji bayar)', 'Besok pagi saya bayar.', { seconds: 48, ...of('page') }),
    talk('447700900377', 'Grace Holt', 'A (will renew)', 'Yes, the same as last year please.', { seconds: 83, ...of('slow') }),
    talk('525555010164', 'Andrés Gil', 'B (maybe)', 'Mándeme la información.', { seconds: 35, ...of('late', both) }),
  ];
};
