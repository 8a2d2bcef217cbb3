//! Invented phrases that scraped texts are made of.

/// Headlines.
pub(crate) const HEADLINES: &[&str] = &[
    "Orchard Town Votes to Keep Its ‘Night Bus’ after Long Debate",
    "Orchard Town Votes to Drop Its ‘Night Bus’ after Long Debate",
    "Ferry Strike Ends on Day 12",
    "Ferry Strike Ends on Day 13",
    "TT Races Return to Harbour Road",
    "بلدة البساتين تصوّت للإبقاء على حافلة الليل بعد نقاش طويل",
    "متحف الساعات يعثر على أقدم قطعة تحت الدرج",
    "果园镇投票保留夜间巴士",
    "渡轮罢工第12天结束",
    "बाग़ नगर ने रात की बस बचाने के लिए मतदान किया",
    "Café Zoë réouvre après l’incendie",
    "Wer zahlt für die neue Brücke?",
];

/// What a site or a section adds to a headline.
pub(crate) const SUFFIXES: &[&str] =
    &[" | Larkfield Post", " - Larkfield Post", " – The Daily Lark", "...", " (Video)", ""];

/// Captions without their credit.
pub(crate) const CAPTIONS: &[&str] = &[
    "A night bus waits at the clock tower in Larkfield before its last run on October 12, 2019.",
    "FILE - Ferries lie in the harbour of Port Anselm, May 3, 2017.",
    "Curator Imre Vadasz shows the clock found in the cellar.",
    "حافلة ليلية تنتظر عند برج الساعة في البلدة.",
    "夜间巴士在钟楼前等候。",
    "रात की बस घंटाघर पर खड़ी है।",
    "Orchard Town Votes to Keep Its ‘Night Bus’ after Long Debate",
    "",
];

/// Credits at the end of a caption.
pub(crate) const CREDITS: &[&str] = &[
    " (AFP Photo/TESSA OYELARAN)",
    " (AFP Photo/OMAR ILESANMI)",
    " (Reuters)",
    " (photo credit: AVI MARGALIT)",
    " [AP]",
    " - Reuters",
    " (أ.ف.ب)",
    "（新华社）",
    " Photo: Anna Rey",
    " ()",
    "",
];

/// Lines of the page.
pub(crate) const WIDGETS: &[&str] = &[
    "TT",
    "T T",
    "A A A",
    "Share",
    "Short Url",
    "Facebook",
    "Tweet",
    "Home",
    "Menu",
    "Search",
    "Read more",
    "Table of contents",
    "Read also: Ferry strike ends",
    "Related articles",
    "Advertisement",
    "Subscribe to our newsletter",
    "3 Comments",
    "Leave a reply",
    "1 / 4",
    "7",
    "None",
    "![]()",
    "* * *",
    "----",
    "حجم الخط",
    "شارك",
    "اقرأ أيضا: إضراب العبارات",
    "分享",
    "字号",
    "相关新闻",
    "शेयर",
    "और पढ़ें",
    "Copyright 2019 Larkfield Post. All rights reserved.",
    "Source: Larkfield Post",
];

/// Date lines.
pub(crate) const DATES: &[&str] = &[
    "Updated 22 June 2017",
    "May 3, 2017",
    "Published: 12:41, 4 October 2019",
    "Tuesday",
    "آخر تحديث: 4 أكتوبر 2019",
    "2019年10月4日 12:41",
    "४ अक्टूबर २०१९",
    "2019-10-04",
];

/// Bylines.
pub(crate) const BYLINES: &[&str] = &[
    "By Noa Feldstein",
    "By Noa Feldstein and Petra Aldous",
    "Von Jonas Weil",
    "بقلم: ليلى قاسم",
    "记者 李安",
    "By",
    "REUTERS",
];

/// Datelines, as they begin a paragraph.
pub(crate) const DATELINES: &[&str] = &[
    "QUITO, May 3 (Reuters) - ",
    "LARKFIELD — ",
    "القاهرة (أ ف ب) - ",
    "新华社北京5月3日电 ",
    "PORT ANSELM: ",
    "",
];

/// Editors' notes.
pub(crate) const NOTES: &[&str] = &[
    "(Reporting by Anna Rey; Editing by Jonas Weil)",
    "Editing by Jonas Weil",
    "Correction: An earlier version gave the wrong day.",
    "(تحرير ليلى قاسم)",
    "（责任编辑：李安）",
];

/// Sentences.
pub(crate) const SENTENCES: &[&str] = &[
    "Councillors in Larkfield voted late on Tuesday to keep the night bus running for two more winters.",
    "Councillors in Larkfield voted late on Tuesday not to keep the night bus running for two more winters.",
    "The service carries about ninety passengers a night, most of them nurses and bakers, the town clerk said.",
    "The service carries about ninety passengers a night, most of them nurses and bakers, said the town clerk.",
    "“Nobody should have to walk home along the bypass,” councillor Petra Aldous told the chamber.",
    "\"Nobody should have to walk home along the bypass,\" councillor Petra Aldous told the chamber.",
    "No.",
    "Yes...",
    "The ferry company had asked for 12 percent and will now get 7.",
    "Share prices fell.",
    "وقال كاتب البلدة إن الخدمة تنقل نحو تسعين راكبا كل ليلة، معظمهم ممرضات وخبازون.",
    "وصوّت أعضاء المجلس في وقت متأخر من يوم الثلاثاء للإبقاء على الحافلة لشتاءين آخرين.",
    "ولم يعلق المجلس على الأمر.",
    "镇议会周二深夜投票决定让夜间巴士再运行两个冬天。",
    "该服务每晚运送约九十名乘客，其中大多数是护士和面包师。",
    "议员说：“没有人应该沿着公路走回家。”",
    "नगर परिषद ने मंगलवार देर रात बस को दो और सर्दियों तक चलाने का फ़ैसला किया।",
    "क्लर्क ने कहा कि यह सेवा हर रात लगभग नब्बे यात्रियों को ले जाती है।",
    "Der Gemeinderat hat am Dienstag beschlossen, den Nachtbus zwei weitere Winter fahren zu lassen.",
    "La société de ferries n’a pas souhaité répondre à nos questions.",
];

/// Poems and transcripts; a slash ends a line.
pub(crate) const POEMS: &[&str] = &[
    "The harbour sleeps, / the harbour sleeps, / and no one counts the ships. / The harbour sleeps.",
    "يا ليل / يا ليل / يا عين / يا ليل",
    "Q: Were you there? / A: Yes. / Q: And then? / A: Yes. / Q: Alone? / A: No.",
];

/// Lists; a slash ends an item.
pub(crate) const LISTS: &[&str] = &[
    "1. Anna Rey, 12:01 / 2. Noa Feld, 12:03 / 3. Ivo Marr, 12:03",
    "• Bread / • Salt / • Bread",
    "- Larkfield 2 / - Port Anselm 2 / - Larkfield 1",
    "Monday: 12 degrees, rain / Tuesday: 12 degrees, rain / Wednesday: 13 degrees, rain",
];

/// Newline functions.
pub(crate) const NEWLINES: &[&str] =
    &["\n", "\r\n", "\r", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}", "\n\r"];

/// White space, and what looks like it.
pub(crate) const BLANKS: &[&str] = &[
    " ", "\t", "\u{a0}", "\u{3000}", "\u{2003}", "\u{200b}", "\u{feff}", "  ", "\u{1680}",
    "\u{202f}",
];

/// Marks that stand in texts unseen, combine, turn the direction or fold.
pub(crate) const MARKS: &[&str] = &[
    "&amp;",
    "&amp;amp;",
    "&#39;",
    "&nbsp;",
    "&lt;",
    "&shy;",
    "amp;",
    "*",
    "**",
    "_",
    "# ",
    "> ",
    "\\",
    "[",
    "](/a)",
    "![",
    "\u{0}",
    "\u{1}",
    "\u{7f}",
    "\u{80}",
    "\u{9f}",
    "\u{feff}",
    "\u{ad}",
    "\u{200b}",
    "\u{200c}",
    "\u{200d}",
    "\u{200e}",
    "\u{200f}",
    "\u{202e}",
    "\u{2066}",
    "\u{2069}",
    "\u{a0}",
    "\u{3000}",
    "\t",
    "\u{301}",
    "\u{323}\u{301}",
    "\u{64b}",
    "\u{653}",
    "\u{93c}",
    "\u{94d}",
    "\u{1161}",
    "\u{3099}",
    "\u{fe0f}",
    "\u{e0100}",
    "…",
    "İ",
    "ß",
    "ﬁ",
    "①",
    "½",
    "ａ",
    "\u{1100}",
    "\u{344}",
    "\u{958}",
    "\u{fb1d}",
    "\u{1d15e}",
];
