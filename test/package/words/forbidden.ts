/**
 * Words that a native reader marked as wrong, unclear or unkind, by language. In most rows the sentence was translated word for word, blamed
 * the customer, or used a word of everyday speech. A catalog with one of them fails.
 */
export const FORBIDDEN: Readonly<Record<string, readonly RegExp[]>> = {
  en: [
    /\bmind\b/i, /anybody/, /\bno code\b/, /possible again/, /go(es)? on\b/, /by itself/, /of its own/, /\blink(ed|ing)\b/, /your link to/i,
    /e-?mails?(?= address that)/, /\be-mail/, /log in at/i, /was asked for/, /use your own/i, /before Wise was/, /in a tab of/, /wait a while/i,
  ],
  de: [
    /verknüpf/i, /geklappt/, /von selbst/, /machen Sie/i, /nicht meins/, /Großbuchstaben/, /Ihr eigenes/, /kein Code/, /bleibt dort/, /alles fertig/,
    /oft angefordert/, /wieder möglich/, /eine Weile/,
  ],
  fr: [
    /d’elle-même/, /\bchez Wise/, /a déjà servi/, /montr/, /Utilisez le vôtre/, /Attention aux/, /pas un code/, /n’a pas fonctionné/, /Tout se poursuit/,
    /associ/, /un moment ou/,
  ],
  es: [/\bsola\b/, /ajustes/, /Use la suya/, /Fíjese/, /contacte con/, /No ha funcionado/, /no es un código/, /no sale de allí/, /Continúa allí/, /para introducir aquí/],
  it: [/da sola/, /\bsi (torna|prosegue)\b/i, /Usa il tuo/, /e-mail/, /Attenzione alle/, /Non ha funzionato/, /non è un codice/, /da parte (nostra|di)/],
  pt: [/sozinha/, /Use a sua/, /dê o link/, /Ir de novo/, /à mão/, /Não funcionou/, /não é um código/, /continua aí/, /Atenção às/, /não sai de lá/],
  'pt-BR': [/sozinha/, /Use a sua/, /passe o link/, /pedidos?/, /vincul/i, /Não funcionou/, /não é um código/, /Atenção às/, /não sai de lá/],
  nl: [/vanzelf/, /nog niet alles/, /herkennen/, /niet van mij/, /eigen rekening/, /toont u een code om/, /blijft daar/, /kent deze code/, /is geen code\./, /\bDit kan weer/, /vaak aangevraagd/],
  sv: [/av sig själv/, /begärts/, /möjligt igen/, /versaler/, /mejl/i, /ditt eget/, /är ingen kod/, /kände inte igen/, /\binte mitt$/, /Inget har kopplats/],
  da: [/af sig selv/, /dertil/, /muligt igen/, /tilknyttet noget/, /din egen/, /gik ikke igennem/, /^Dette er ikke en kode/, /er ikke min$/, /fortsætter dér/, /bedt om det/],
  nb: [/av seg selv/, /mulig igjen/, /Ingenting ble/, /din egen/, /er ikke en kode/, /er ikke min$/, /Det gikk ikke/, /bedt om dette/],
  cs: [/ukazuje|ukáže/, /Okamžik prosím/, /panelu/, /\bu Wise/, /není můj$/, /vyžádaný vámi/, /Použijte vlastní/, /není kód/, /Nepodařilo se to/, /pokračovat sama/, /Pokračuje se/, /Nic nebylo/],
  pl: [/Ciąg dalszy/, /tutaj i teraz/, /nie moje$/, /nie wszystko/, /Nie udało się\. /, /Kod od/, /Użyj własnego/, /nie jest kod/, /sama przejdzie/, /wielkie litery/, /Nic nie połączono/],
  ro: [/singură/, /Cerem ca/, /Trimiteți-mi/, /Mergeți din nou/, /profil de firmă/, /nu este un cod/, /contul propriu/, /Atenție la/, /Nu a funcționat/, /arăt/],
  hu: [
    /Nem ment át/, /ott marad/, /újranyitása/, /Hivatkozás(:| m)/, /Semmi sem/, /\blinkjét/, /Azon egy kódot/, /Sem innen/, /Újra lehetséges/, /Használja a sajátját/, /Fejezze be a profil/,
    /nem kód\./, /Továbblépés/, /magától/, /ablakának megnyitása/, /^Újra$/, /^Újrakezdés$/, /Wise végzett/, /amint visszatér/, /adja oda/, /nagybetűkre és/, /Wise-hoz$/, /Ez nem ment/,
  ],
  tr: [/kendiliğinden/, /kişisel profil/, /bağlantısı kuruldu/, /sonlandır/, /Kendi hesabınızı/, /bir kod değil/, /Büyük harflere/, /bizzat/],
  ru: [/привяз|привяж/i, /не мой$/, /заглавные буквы и/, /это не код/i, /Минутку/, /Выберите свой/, /Не удалось\. /, /не знает этого кода/, /Ничего не/, /\P{L}давайте ссылку/u],
  uk: [
    /продовжить сама/, /Не пройшло/, /прострочено/, /^Номер \{/, /самостійно/, /Завершіть свій профіль/, /\(відкриє /, /Знову можна/, /Це можна/, /це не код/i, /від нас чи/, /виберіть свій/i,
    /^Інший рахунок$/, /Знову до Wise/, /перш ніж завершити\b/, /не мій$/, /Зважайте/, /великі літери та на/, /Краще увійти/, /Продовження там/, /Нічого не під/, /\P{L}давайте посилання/u,
  ],
  id: [/berlanjut sendiri/, /akun Anda sendiri/, /Ketik kodenya sendiri/, /bukan kode/, /Perhatikan huruf besar dan huruf/],
  vi: [/Có phải bạn/, /chỉ lưu tại/, /đến \{time\}/, /không phải là mã/, /của chính bạn/, /chữ in hoa/, /tự động tiếp tục\.$/, /đưa đường dẫn/],
  th: [/สั้นๆ/, /^ขอบ่อย/, /ของคุณเอง/, /นี่ไม่ใช่รหัส/, /ดำเนินการต่อเอง/, /กำลังไปที่/, /เวลา \{time\}$/],
  ar: [/مع \{partner\}\.$/, /استخدام حسابك/, /ليس رمزًا/, /المتابعة هناك/, /سيتاح ذلك/],
  he: [/קושר|לקשר|מקושר/, /לבטל את הקישור/, /בחשבון שלך או/, /זה לא קוד\./, /ימשיך מעצמו/, /לאותיות גדולות ו/, /הוא לא שלי/],
  ja: [/これはコードではありません/, /ご自身のアカウント/, /含まれません/],
  ko: [/누구도/, /이것은 코드가/, /본인의 계정/, /참조 번호/, /^완료되지/, /처리되지 않았습니다/],
  'zh-Hans': [/有 Wise 账户/, /大写字母/, /本人的账户/, /这不是授权码/, /的任何人都/, /操作未(成功|完成)/],
  'zh-Hant': [/檔案/, /綁定/, /有 Wise 帳戶/, /大寫字母/, /本人的帳戶/, /這不是授權碼/, /的任何人都/, /操作未(成功|完成)/],
};

/** The word that forbids, in the sentence that protects the code and in the one that protects the link. */
export const NEVER: Readonly<Record<string, RegExp>> = {
  en: /\bnever\b/i, de: /niemals/i, fr: /jamais/, es: /nunca/i, it: /\bmai\b/, pt: /nunca/i, 'pt-BR': /nunca/i, nl: /nooit/, sv: /aldrig/, da: /aldrig/, nb: /aldri\b/,
  cs: /nikdy/i, pl: /nigdy/i, ro: /niciodată/, hu: /soha/i, tr: /asla/, ru: /никогда/i, uk: /ніколи/i, id: /jangan pernah/i, vi: /không bao giờ/i, th: /เด็ดขาด/,
  ar: /أبدًا/, he: /לעולם/, ja: /絶対に|決して/, ko: /절대/, 'zh-Hans': /切勿/, 'zh-Hant': /切勿/,
};

/** Forms of address that a register excludes. Languages with one form for everybody have no row. */
export const OTHER_REGISTER: Readonly<Record<string, RegExp>> = {
  de: /\b(du|dich|dir|dein\w*)\b/i,
  'de-informal': /\b(Sie|Ihnen|Ihre?\w*)\b/,
  fr: /(^|\P{L})(tu|te|ton|ta|tes|toi)(?!\p{L})/iu,
  es: /\b(tú|tu|tus|te|contigo)\b/i,
  'es-informal': /\b(usted|su|sus|introduzca|elija|inicie|abra|vuelva|empiece|póngase)\b/i,
  it: /\b(Lei|Suo|Sua|Le)\b/,
  pt: /\b(você|tu|teu|tua)\b/i,
  'pt-BR': /\b(tu|teu|tua|palavra-passe)\b/i,
  nl: /\b(je|jij|jou|jouw)\b/i,
  'nl-informal': /\b(u|uw)\b/i,
  sv: /\b(Ni|Er|Ert)\b/,
  da: /\b(De|Dem|Deres)\b/,
  nb: /\b(De|Dem|Deres)\b/,
  ro: /(^|\P{L})(tău|ta|tine|îți|introdu|alege|începe)(?!\p{L})/iu,
  'ro-informal': /dumneavoastră|\p{L}ați(?!\p{L})|\p{L}eți(?!\p{L})|(^|\P{L})vă(?!\p{L})/iu,
  hu: /(^|\P{L})(te|neked|add|kezdd|nyisd|használj)(?!\p{L})/iu,
  'hu-informal': /(^|\P{L})(Ön|Önnek|adja|kezdje|nyissa|használjon|kapcsolja)(?!\p{L})/iu,
  cs: /(^|\P{L})(ty|tvůj|tvoje|tvé)(?!\p{L})/iu,
  pl: /(^|\P{L})(Pan|Pani|Pana)(?!\p{L})/u,
  tr: /(^|\P{L})(sen|senin|sana)(?!\p{L})/iu,
  ru: /(^|\P{L})(ты|твой|тебе)(?!\p{L})/u,
  uk: /(^|\P{L})(ти|твій|тобі)(?!\p{L})/iu,
  id: /\b(kamu|kau)\b/i,
  th: /เธอ|(?<!เ)ท่าน/,
  ko: /(^|\s)(너|니가|네가)(?=\s)/,
  'zh-Hans': /你/,
  'zh-Hant': /你/,
};

/** How a language writes a time of day in a sentence. A space that must not break is `\u00a0`. */
export const CLOCK: Readonly<Record<string, RegExp>> = {
  de: /\{time\}\u00a0Uhr/, nl: /\{time\}\u00a0uur/, sv: /kl\.\u00a0\{time\}/, da: /kl\.\u00a0\{time\}/, nb: /kl\.\u00a0\{time\}/, ro: /ora \{time\}/, id: /pukul \{time\}/, th: /เวลา \{time\}\u00a0น\./,
  vi: /lúc \{time\}/, ar: /الساعة \{time\}/, he: /השעה \{time\}/,
};
