//! Makes invented dumps: the same ones every time, from parts of sentences or from a vocabulary of
//! invented words.

/// The languages of the dumps.
pub(crate) const LANGUAGES: [Language; 3] =
    [Language::English, Language::Arabic, Language::Chinese];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    Arabic,
    Chinese,
}

/// A dump and what a cleaner must find in it.
#[derive(Debug)]
pub(crate) struct Dump {
    pub(crate) text: String,
    pub(crate) articles: usize,
    pub(crate) removals: usize,
}

/// Removals of one article of a dump: the second copies of two captions, `TT`, the echo, and both
/// captions twice again.
const REMOVALS: usize = 2 + 1 + 1 + 4;

/// The form of one article in a feed.
struct Form {
    headline: String,
    captions: [String; 2],
    paragraphs: Vec<String>,
}

impl Dump {
    /// Articles of eight to fourteen paragraphs of 30 to 70 words, until `size` bytes are reached.
    /// A quarter of the paragraphs hold curly quotes.
    pub(crate) fn new(language: Language, size: usize) -> Self {
        let words = Vocabulary::new(language);
        let mut random = Random(0x9e37_79b9_7f4a_7c15);
        let mut dump =
            Self { text: String::with_capacity(size + 16_384), articles: 0, removals: 0 };
        while dump.text.len() < size {
            let form = words.article(&mut random, dump.articles);
            form.write(&mut dump.text);
            dump.articles += 1;
            dump.removals += REMOVALS;
        }
        dump
    }
}

impl Form {
    fn write(&self, text: &mut String) {
        let Self { headline, captions: [first, second], paragraphs } = self;
        for part in [
            headline, "", first, first, second, second, "TT", "", headline, "", first, first,
            second, second,
        ] {
            text.push_str(part);
            text.push('\n');
        }
        for paragraph in paragraphs {
            text.push('\n');
            text.push_str(paragraph);
            text.push('\n');
        }
        text.push_str("\n\n\n");
    }
}

/// Several thousand invented words of a language.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    language: Language,
    words: Vec<String>,
}

impl Vocabulary {
    pub(crate) fn new(language: Language) -> Self {
        let syllables = language.syllables();
        let count = syllables.len();
        let mut words = Vec::with_capacity(count * count * 2);
        for first in syllables {
            for second in syllables {
                words.push(format!("{first}{second}"));
                if language != Language::Chinese {
                    words.push(format!("{first}{second}{}", syllables[(words.len() * 7) % count]));
                }
            }
        }
        Self { language, words }
    }

    /// A paragraph of `count` words, with curly quotes around a part of it or none.
    pub(crate) fn paragraph(&self, random: &mut Random, count: usize, is_quoted: bool) -> String {
        let (blank, comma, stop) = self.language.signs();
        let mut text = String::new();
        for at in 0..count {
            if is_quoted && at == count / 4 {
                text.push('“');
            }
            text.push_str(self.word(random));
            text.push_str(match at {
                _ if at + 1 == count => "",
                _ if at % 13 == 12 => comma,
                _ if at % 29 == 28 => stop.trim_end(),
                _ => "",
            });
            if is_quoted && at == count / 2 {
                text.push('”');
            }
            if at + 1 < count {
                text.push_str(blank);
            }
        }
        text.push_str(stop);
        capitalised(&text)
    }

    fn article(&self, random: &mut Random, number: usize) -> Form {
        let headline = self.phrase(random, 9);
        let captions = [0, 1].map(|at| {
            format!(
                "{} ({})",
                self.paragraph(random, 16, false),
                self.language.credits()[(number + at) % 3]
            )
        });
        let count = 8 + random.below(7);
        let paragraphs = (0..count).map(|_| {
            let words = 30 + random.below(41);
            let is_quoted = random.below(4) == 0;
            self.paragraph(random, words, is_quoted)
        });
        Form { headline, captions, paragraphs: paragraphs.collect() }
    }

    fn phrase(&self, random: &mut Random, count: usize) -> String {
        let words: Vec<String> = (0..count).map(|_| capitalised(self.word(random))).collect();
        words.join(self.language.signs().0)
    }

    fn word(&self, random: &mut Random) -> &str {
        &self.words[random.below(self.words.len())]
    }
}

impl Language {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::English => "english",
            Self::Arabic => "arabic",
            Self::Chinese => "chinese",
        }
    }

    fn syllables(self) -> &'static [&'static str] {
        match self {
            Self::English => &[
                "ba", "cor", "den", "el", "fas", "gri", "hol", "in", "jun", "ker", "lom", "mar",
                "nev", "or", "pel", "quin", "ras", "sto", "tur", "ul", "ven", "wis", "yar", "zo",
                "bren", "chal", "dro", "fen", "gol", "har", "ist", "kal", "lund", "mos", "nar",
                "ost", "pra", "ril", "sal", "tem", "und", "vor", "wen", "ard", "bel", "cran",
                "dul", "erm", "fil", "gan",
            ],
            Self::Arabic => &[
                "با", "تر", "ثم", "جل", "حم", "خر", "دب", "ذو", "رس", "زم", "سل", "شر", "صد", "ضح",
                "طل", "ظر", "عم", "غر", "فك", "قل", "كت", "لم", "من", "نو", "هد", "ور", "يس", "بح",
                "تع", "جن", "حق", "خط", "دل", "رم", "سك", "شم", "صن", "طب", "عق", "فر", "قص", "كم",
                "لب", "مد", "نش", "وح", "يم", "أر", "إس", "آل",
            ],
            Self::Chinese => &[
                "城", "桥", "河", "山", "船", "港", "镇", "书", "灯", "车", "春", "秋", "石", "木",
                "鱼", "鸟", "茶", "米", "窗", "门", "纸", "笔", "花", "草", "云", "雨", "雪", "风",
                "星", "海", "岸", "岛", "林", "田", "井", "塔", "钟", "鼓", "琴", "画", "酒", "盐",
                "布", "丝", "金", "铁", "铜", "瓦", "砖", "墙",
            ],
        }
    }

    fn credits(self) -> [&'static str; 3] {
        match self {
            Self::English => ["AFP Photo/TESSA OYELARAN", "Reuters", "AP"],
            Self::Arabic => ["أ.ف.ب", "رويترز", "أ.ب"],
            Self::Chinese => ["新华社", "路透社", "法新社"],
        }
    }

    /// What stands between words, and the words' comma and full stop.
    fn signs(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::English => (" ", ",", "."),
            Self::Arabic => (" ", "،", "."),
            Self::Chinese => ("", "，", "。"),
        }
    }
}

/// With the first letter in upper case, where the script has one.
fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The same numbers every time (xorshift64*).
#[derive(Debug)]
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % end
    }
}
