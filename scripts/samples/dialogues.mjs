// What is said in the sample calls, and what the platform would push about them. An id beyond 2^53 is written as a bigint.

/** @param {string} text @param {number} [pauseMs] silence before it */
const robot = (text, pauseMs = 550) => ({ type: 'ROBOT', text, pauseMs });
/** @param {string} text @param {number} [pauseMs] silence before it */
const person = (text, pauseMs = 500) => ({ type: 'PERSON', text, pauseMs });

export const dialogues = [
  {
    name: 'answered-en',
    format: 'pcm',
    robotVoice: { voice: 'en-gb+f2', wordsPerMinute: 190, pitch: 52 },
    customerVoice: { voice: 'en-us+m3', wordsPerMinute: 200, pitch: 38 },
    turns: [
      robot('Hello Ms Carter, Riverside Insurance. Your policy ends on Friday. Shall I renew it?', 600),
      person('What would it cost this time?'),
      robot('Four hundred and twenty pounds, the same as last year.'),
      person('All right, but email me the papers first.'),
      robot('They are on their way. Thank you, goodbye.'),
    ],
    call: {
      callId: '2790841600123400011', appId: 'EARSHOT-SAMPLE', robotCallJobId: 2101, dialogFlowId: 61, tenantPhoneNumberId: 412, calledPhoneNumber: '447700900417',
      resultStatus: 'ANSWERED', hangupBy: 'ROBOT', customerConcern: ['price', 'documents'], analysisBasis: 'Agreed to renew once the papers are there', pay: '0.0410',
      attributes: ['existing customer'], properties: { name: 'Ms Carter', policy: 'RV-20418', premium: '420.00' }, intentLevelDetailName: 'A (will renew)',
      callRecordTagIds: [31, 34], callRecordTagNames: ['renewal', 'send documents'], customerTagIds: [7], customerTagNames: ['5 years with us'],
      dynamicProperties: { documentsBy: 'email' }, callCount: 1, redialTimes: 0,
    },
    ringSeconds: 9,
  },
  {
    name: 'handover-lost-es',
    format: 'alaw',
    robotVoice: { voice: 'es-419+f4', wordsPerMinute: 195, pitch: 55 },
    customerVoice: { voice: 'es+m1', wordsPerMinute: 205, pitch: 40 },
    turns: [
      robot('Hola, le llama la Clínica del Valle por su cita del jueves a las diez. ¿Podrá venir?', 600),
      person('Quiero cambiarla, pero prefiero hablar con alguien.'),
      robot('Claro, le paso con recepción. No cuelgue, por favor.'),
      person('De acuerdo, espero.'),
      { type: 'RINGING', pauseMs: 500, rings: 2 },
      person('No contesta nadie. Llámeme usted más tarde.', 400),
    ],
    call: {
      callId: '2790841600123400022', appId: 'EARSHOT-SAMPLE', robotCallJobId: 2104, dialogFlowId: 66, tenantPhoneNumberId: 415, calledPhoneNumber: '525555010142',
      resultStatus: 'TRANSFER_ARTIFICIAL', hangupBy: 'CUSTOMER', customerConcern: ['cambiar la cita', 'hablar con alguien'], analysisBasis: 'Pidió hablar con recepción y nadie contestó', pay: '0.0410',
      attributes: [], properties: { nombre: 'Julián Ortega', cita: 'jueves 10:00' }, intentLevelDetailName: 'A (quiere hablar)',
      callRecordTagIds: [52], callRecordTagNames: ['pasar a recepción'], customerTagIds: [], customerTagNames: [],
      dynamicProperties: {}, callCount: 2, redialTimes: 1,
    },
    ringSeconds: 12,
  },
  {
    name: 'answered-zh',
    format: 'mulaw',
    robotVoice: { voice: 'cmn+f2', wordsPerMinute: 260, pitch: 55 },
    customerVoice: { voice: 'cmn+m2', wordsPerMinute: 265, pitch: 38 },
    turns: [
      robot('您好，这里是安心车险，您的保险下周到期，需要续保吗？', 600),
      person('今年多少钱？'),
      robot('一共三千两百元，今天续保送一次保养。'),
      person('可以，把链接发到我手机上吧。'),
      robot('好的，马上发送，再见。'),
    ],
    call: {
      callId: '2790841600123400033', appId: 'EARSHOT-SAMPLE', robotCallJobId: 9_007_199_254_741_117n, dialogFlowId: 1_180_591_620_717_411_303n, tenantPhoneNumberId: 4_611_686_018_427_387_905n, calledPhoneNumber: '8613800138217',
      resultStatus: 'ANSWERED', hangupBy: 'ROBOT', customerConcern: ['价格', '优惠'], analysisBasis: '客户同意续保，要求发送链接', pay: '0.0410',
      attributes: ['有车'], properties: { 姓名: '李先生', 保费: '3200.00' }, intentLevelDetailName: 'A级(意向强)',
      callRecordTagIds: [1_180_591_620_717_411_381n], callRecordTagNames: ['发送链接'], customerTagIds: [1_180_591_620_717_411_399n], customerTagNames: ['老客户'],
      dynamicProperties: { 发送方式: '短信' }, callCount: 1, redialTimes: 0,
    },
    firstDetailId: 1_180_591_620_717_412_001n,
    ringSeconds: 7,
  },
  {
    name: 'answered-id',
    format: 'mp3',
    robotVoice: { voice: 'id+f3', wordsPerMinute: 190, pitch: 55 },
    customerVoice: { voice: 'id+m4', wordsPerMinute: 200, pitch: 40 },
    turns: [
      robot('Selamat pagi, kami dari Koperasi Sejahtera. Angsuran Anda jatuh tempo besok. Bisa dibayar tepat waktu?', 600),
      person('Bisa, nanti sore saya transfer.'),
      robot('Terima kasih. Perlu kami kirim pengingat lewat pesan?'),
      person('Boleh, kirim saja.'),
      robot('Baik. Selamat beraktivitas.'),
    ],
    call: {
      callId: '2790841600123400044', appId: 'EARSHOT-SAMPLE', robotCallJobId: 2110, dialogFlowId: 71, tenantPhoneNumberId: 418, calledPhoneNumber: '6281230005417',
      resultStatus: 'ANSWERED', hangupBy: 'ROBOT', customerConcern: ['pembayaran'], analysisBasis: 'Berjanji membayar sore ini', pay: '0.0410',
      attributes: [], properties: { nama: 'Ibu Ratna', angsuran: '850000' }, intentLevelDetailName: 'B (berjanji bayar)',
      callRecordTagIds: [61], callRecordTagNames: ['janji bayar'], customerTagIds: [9], customerTagNames: ['anggota'],
      dynamicProperties: { pengingat: 'pesan' }, callCount: 1, redialTimes: 0,
    },
    ringSeconds: 10,
  },
];

/** A call that nobody took; who posts it puts in the status. */
export const unanswered = {
  callId: '2790841600123400055', appId: 'EARSHOT-SAMPLE', robotCallJobId: 2101, dialogFlowId: 61, tenantPhoneNumberId: 412, calledPhoneNumber: '447700900533',
  startTime: 1_790_841_600, endTime: 1_790_841_631, resultStatus: 'NO_ANSWER', hangupBy: '', customerConcern: [], analysisBasis: null, chatDuration: 0, billingTime: 0, pay: '0',
  chatRound: 0, attributes: [], properties: { name: 'Mr Doyle', policy: 'RV-20533' }, intentLevelDetailName: null, callRecordTagIds: [], callRecordTagNames: [], customerTagIds: [], customerTagNames: [],
  fullAudioUrl: '', customerAudioUrl: '', dynamicProperties: {}, callDetailList: [], callCount: 1, redialTimes: 0,
};
