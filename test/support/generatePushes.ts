/*
 * Pushes of a year of calls, as a platform account with several countries would send them. A pure function of the number,
 * so that any slice can be made alone and a test can say what it must find.
 */

interface Language {
  readonly share: number;
  readonly dial: string;
  readonly words: readonly string[];
  /** {0} and {1} stand for words. */
  readonly sentences: readonly string[];
  readonly gap: string;
  readonly tags: readonly string[];
}

const languages: readonly Language[] = [
  {
    share: 30,
    dial: '86',
    gap: '，',
    words: '还款 账户 余额 提醒 订单 配送 明天 上午 保单 续保 贷款 账单 逾期 优惠 预约 医院 保险 包裹 地址 确认 客服 转接 信用卡 银行 客户 服务 问题 网站 利息 到期 网点 经理 证件 号码 投诉 退款 升级 活动 保修 安装 周末 晚上 开车 开会 公司 工资 考虑 方便'.split(' '),
    sentences: ['您好，请问是{0}的本人吗', '我这边是关于您的{0}和{1}给您来电的', '请您确认一下{0}的{1}可以吗', '嗯，好的', '不好意思我现在在{0}，晚点再打给我吧', '{0}要多少钱', '不用了，我不需要{0}', '稍后会把{0}{1}以短信的形式发给您', '我没有办过{1}'],
    tags: ['需要跟进', '已还款', '老客户', '高意向'],
  },
  {
    share: 26,
    dial: '44',
    gap: ' ',
    words: 'payment account balance reminder order delivery tomorrow morning policy renewal loan invoice overdue discount appointment clinic insurance package address confirm agent transfer credit card bank customer service callback message question problem website interest monthly branch manager document identity number verify complaint refund subscription upgrade offer voucher warranty technician schedule weekend evening busy driving meeting office salary'.split(' '),
    sentences: ['hello am I speaking with the {0} holder', 'I am calling about your {0} and {1}', 'could you please confirm the {0} for the {1}', 'yes', 'sorry I am {0} right now please call me later', 'how much is the {0}', 'thank you for your time', 'no I do not need {0}', 'what is this {0} about I never asked for a {1}', 'okay'],
    tags: ['follow up', 'price', 'high intent', 'wrong number'],
  },
  {
    share: 20,
    dial: '52',
    gap: ' ',
    words: 'pago cuenta saldo recordatorio pedido entrega mañana póliza renovación préstamo factura vencida descuento cita clínica seguro paquete dirección confirmar agente transferir crédito tarjeta banco cliente servicio mensaje pregunta problema página interés cargo sucursal gerente documento número queja reembolso promoción garantía técnico horario noche ocupado manejando reunión oficina sueldo'.split(' '),
    sentences: ['hola hablo con el titular de la {0}', 'le llamo por su {0} y su {1}', 'puede confirmar la {0} para el {1} por favor', 'sí', 'disculpe estoy {0} llámeme más tarde', 'cuánto es la {0}', 'gracias por su tiempo', 'no necesito {0}', 'de acuerdo'],
    tags: ['interesado', 'seguimiento', 'número equivocado'],
  },
  {
    share: 14,
    dial: '62',
    gap: ' ',
    words: 'pembayaran rekening saldo pengingat pesanan pengiriman besok pagi polis pinjaman tagihan terlambat diskon janji klinik asuransi paket alamat konfirmasi agen kredit kartu bank pelanggan layanan pesan masalah situs bunga cabang manajer dokumen nomor keluhan langganan promosi kupon garansi jadwal malam sibuk rapat kantor gaji'.split(' '),
    sentences: ['halo apakah saya berbicara dengan pemilik {0}', 'saya menelepon tentang {0} dan {1} anda', 'bisa tolong konfirmasi {0} untuk {1}', 'iya', 'maaf saya sedang {0} tolong telepon nanti', 'tidak saya tidak perlu {0}', 'baik'],
    tags: ['tertarik', 'tidak usah'],
  },
  {
    share: 10,
    dial: '66',
    gap: ' ',
    words: 'ชำระเงิน บัญชี ยอดเงิน แจ้งเตือน คำสั่งซื้อ จัดส่ง พรุ่งนี้ กรมธรรม์ ต่ออายุ เงินกู้ เกินกำหนด ส่วนลด นัดหมาย คลินิก ประกัน พัสดุ ที่อยู่ ยืนยัน เจ้าหน้าที่ โอนสาย บัตรเครดิต ธนาคาร ลูกค้า บริการ ข้อความ คำถาม ปัญหา เว็บไซต์ ดอกเบี้ย สาขา เอกสาร ตรวจสอบ คืนเงิน คูปอง ช่าง ติดตั้ง สะดวก ขับรถ ประชุม เงินเดือน'.split(' '),
    sentences: ['สวัสดีค่ะ เรียนสายคุณเจ้าของ{0}ใช่ไหมคะ', 'ติดต่อเรื่อง{0}และ{1}ของคุณค่ะ', 'รบกวนยืนยัน{0}สำหรับ{1}ด้วยค่ะ', 'ใช่ครับ', 'ขอโทษครับตอนนี้กำลัง{0} โทรมาใหม่นะครับ', '{0}เท่าไหร่', 'ไม่ต้องการ{0}ครับ'],
    tags: ['สนใจ', 'โทรกลับ'],
  },
];

const statusShares: readonly (readonly [string, number])[] = [
  ['ANSWERED', 33],
  ['NO_ANSWER', 27],
  ['BUSY', 9],
  ['POWER_OFF', 7],
  ['OUT_OF_SERVICE', 5],
  ['REFUSED', 6],
  ['VACANT_NUMBER', 4],
  ['CAN_NOT_CONNECT', 3],
  ['FROM_PHONE_ERROR', 1],
  ['SYSTEM_ERROR', 1],
  ['CALL_LOSS', 2],
  ['TRANSFER_ARTIFICIAL', 2],
];

/** One call about every eight seconds, from the first of January 2026. */
export const firstCallMs = Date.UTC(2026, 0, 1);
const callEveryS = 8;
const tasks = 400;
const phones = 300_000;

/** Task ids have 19 digits, more than a double holds. */
export function generatedTaskId(task: number): string {
  return String(5_000_000_000_000_000_000n + BigInt(task) * 7919n);
}

/** When the push of call `number` arrives: half a minute after the call began. */
export function generatedArrivalMs(number: number): number {
  return firstCallMs + (number * callEveryS + 30) * 1000;
}

/** The JSON text that is pushed for call `number`; Longs are bare numbers with all their digits. */
export function generatedPush(number: number): string {
  const random = randomFrom(number);
  const below = (count: number): number => Math.floor(random() * count);
  const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)]!; // no list is empty
  const language = byShare(languages, ({ share }) => share, random());
  const [status] = byShare(statusShares, ([, share]) => share, random());
  const hasTalked = status === 'ANSWERED' || status === 'TRANSFER_ARTIFICIAL';
  // Some words are far more frequent than others, as in speech.
  const word = (): string => language.words[Math.floor(random() ** 2 * language.words.length)]!; // no list is empty
  const sentence = (): string => pick(language.sentences).replace('{0}', word()).replace('{1}', word());

  const id = 2_210_000_000_000_000_000n + BigInt(number) * 4099n;
  const task = Math.floor(random() ** 1.6 * tasks);
  const startS = firstCallMs / 1000 + number * callEveryS + below(callEveryS);
  const sentences: string[] = [];
  let atMs = 0;
  for (let at = 0, count = hasTalked ? 4 + below(16) : 0; at < count; at += 1) {
    const isCustomer = at % 2 === 1;
    const durationMs = 600 + below(isCustomer ? 3500 : 7000);
    const text = random() < 0.25 ? sentence() + language.gap + sentence() : sentence();
    const offsets = isCustomer ? `,"startOffset":${atMs},"endOffset":${atMs + durationMs}` : '';
    sentences.push(`{"callDetailId":${id + BigInt(at) + 1n},"text":${JSON.stringify(text)},"type":"${isCustomer ? 'PERSON' : 'ROBOT'}"${offsets}}`);
    atMs += durationMs + below(900);
  }
  const tagCount = hasTalked ? 1 + below(3) : below(2);
  const tags = Array.from({ length: tagCount }, () => below(language.tags.length));
  const talkS = Math.ceil(atMs / 1000);
  const audio = hasTalked ? `https://recordings.example.net/${id}` : '';
  return `{"callId":"${id}","appId":"app-${1 + (task % 5)}","robotCallJobId":${generatedTaskId(task)},"dialogFlowId":${70 + (task % 40)},"tenantPhoneNumberId":${300 + below(90)},"calledPhoneNumber":"+${language.dial}${1_300_000_000 + ((below(phones) * 7919) % 800_000_000)}","startTime":${startS},"endTime":${startS + talkS + below(25)},"resultStatus":"${status}","hangupBy":"${hasTalked ? pick(['CUSTOMER', 'ROBOT']) : ''}","customerConcern":${hasTalked ? JSON.stringify([word(), word()]) : '[]'},"analysisBasis":${hasTalked ? JSON.stringify(sentence()) : '""'},"chatDuration":${talkS},"billingTime":${Math.ceil(talkS / 6) * 6},"pay":"${(Math.ceil(talkS / 6) * 0.0031).toFixed(4)}","chatRound":${Math.floor(sentences.length / 2)},"attributes":${hasTalked ? `[{"name":"age","value":"${20 + below(50)}"}]` : '[]'},"properties":{"name":${JSON.stringify(`${word()} ${below(99_999)}`)},"amount":"${below(10_000_000) / 100}"},"intentLevelDetailName":"${hasTalked ? pick(['A', 'B', 'C', 'D', 'E']) : 'F'}","callRecordTagIds":${JSON.stringify(tags.map((tag) => 700 + tag))},"callRecordTagNames":${JSON.stringify(tags.map((tag) => language.tags[tag]))},"customerTagIds":[${900 + below(5)}],"customerTagNames":["segment ${below(5)}"],"fullAudioUrl":"${audio && `${audio}/ai_user.wav`}","customerAudioUrl":"${audio && `${audio}/user.wav`}","dynamicProperties":{"batch":"${100 + below(50)}"},"callDetailList":[${sentences.join(',')}],"callCount":${1 + below(3)},"redialTimes":${below(3)}}`;
}

function byShare<Item>(items: readonly Item[], shareOf: (item: Item) => number, random: number): Item {
  let left = random * items.reduce((sum, item) => sum + shareOf(item), 0);
  return items.find((item) => (left -= shareOf(item)) < 0) ?? items[0]!; // no list is empty
}

/** Numbers in [0, 1) that depend on the seed alone (splitmix32). */
export function randomFrom(seed: number): () => number {
  let state = Math.imul(seed + 1, 2_654_435_761) >>> 0;
  return () => {
    state = (state + 0x9e_37_79_b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21_f0_aa_ad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x73_5a_2d_97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296;
  };
}
