// Hostile texts of two and three parts, `A B^k` or `A^m B C^k`, drawn from a pool of lines.
//
// What made cleaning slow was mostly a line of one kind that was looked at again for each line of
// another. So the families put each kind of line before many of each other kind.

/// How many families there are.
pub(crate) const COUNT: usize = 64;

/// A kind of line: its number is that of its copy, its size that of the whole text.
type Line = (&'static str, fn(usize, usize) -> String);

const POOL: &[Line] = &[
    ("huge_sentence", |_, size| sentence(0, size / 16)),
    ("fragment", |number, _| sentence(number * 5 % 400, 14)),
    ("prefix", |number, _| sentence(0, 12 + number % 40)),
    ("signs", |_, size| format!("{} {}", sentence(3, 9), "~".repeat(size / 3))),
    ("cut", |number, _| format!("{}...", sentence(3, 9 + number % 5).trim_end_matches('.'))),
    ("cut_alike", |_, _| format!("{}...", sentence(3, 9).trim_end_matches('.'))),
    ("near", |number, _| format!("{} It also is number {number}.", sentence(7, 30))),
    ("also", |number, _| {
        sentence(7, 30).replacen(' ', [" also ", " "][number % 2], 1 + number % 9)
    }),
    ("same", |_, _| sentence(11, 16)),
    ("short", |number, _| format!("{number:x}")),
    ("headline", |number, _| format!("\n\n\nStrike number {number} ends today")),
    ("widget", |number, _| ["TT", "Share", "Short Url"][number % 3].to_owned()),
    ("ornament", |number, _| ["* * *", "- - -"][number % 2].to_owned()),
    ("caption", |number, _| format!("The pier {number}. (AFP Photo/ANNA REY)")),
    ("date", |number, _| format!("{} May 20{:02}", 1 + number % 28, number % 30)),
    ("bullet", |number, _| format!("• Rates of {number}")),
    ("unspaced", |number, _| format!("镇议会周二深夜投票决定让夜间巴士再运行{number}个冬天。")),
    ("quote", |_, _| "「明日も…きっと」と孫は声に出して読んだ。".to_owned()),
];

/// Kinds whose lines are few and may stand as headlines.
const REPEATED: [&str; 4] = ["cut", "cut_alike", "same", "quote"];
/// Kinds of lines of a few bytes.
const SHORT: [&str; 3] = ["short", "widget", "ornament"];

/// A family of texts: its parts, in order.
pub(crate) struct Family {
    parts: Vec<Line>,
    gap: &'static str,
}

impl Family {
    /// The family of this number, the same one every time.
    pub(crate) fn of(number: usize) -> Self {
        let mut random = (number as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut draw = |below: usize| {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            (random >> 33) as usize % below
        };
        draw(1);
        let parts = (0..2 + draw(2)).map(|_| POOL[draw(POOL.len())]).collect();
        Self { parts, gap: ["\n", "\n\n"][draw(2)] }
    }

    /// The parts and what stands between lines.
    pub(crate) fn name(&self) -> String {
        let parts: Vec<&str> = self.parts.iter().map(|part| part.0).collect();
        format!("{} by {:?}", parts.join(", "), self.gap)
    }

    /// Whether the same line may stand there as a headline many times.
    #[allow(dead_code, reason = "the tests of memory need not know")]
    pub(crate) fn repeats_a_headline(&self) -> bool {
        self.parts.iter().any(|part| REPEATED.contains(&part.0))
    }

    /// Whether many of its lines have a few bytes.
    #[allow(dead_code, reason = "the tests of work need not know")]
    pub(crate) fn is_short(&self) -> bool {
        self.parts.iter().any(|part| SHORT.contains(&part.0))
    }

    /// A text of about so many bytes. The first part stands there once if there are two, else for a
    /// quarter of the text; the second of three once; the last one for the rest.
    pub(crate) fn text(&self, size: usize) -> String {
        let mut text = format!("A plain headline of it all{}", self.gap);
        let last = self.parts.len() - 1;
        for (part, (_, line)) in self.parts.iter().enumerate() {
            let end = if part == last { size } else { size / 4 };
            let is_single = part + 1 == last;
            for number in 0..if is_single { 1 } else { size } {
                text.push_str(&line(number, size));
                text.push_str(self.gap);
                if text.len() >= end {
                    break;
                }
            }
        }
        text
    }
}

/// Made-up words, each after the first hundred another one.
fn sentence(from: usize, words: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "ke", "lo", "mi", "nu", "pra", "ste", "vo", "wi", "zu", "dra", "fe", "go", "hi",
        "jo", "tu",
    ];
    let word = |number: usize| {
        let at = |shift: usize| SYLLABLES[(number * 7 + 3) >> shift & 15];
        format!("{}{}{}", at(0), at(4), at(8))
    };
    let words: Vec<String> = (from..from + words).map(word).collect();
    format!("The {}.", words.join(" "))
}
