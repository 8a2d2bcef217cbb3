//! Generates hostile texts of a given size, one kind for each way to make cleaning slow.

/// A name, and what makes a text of about so many bytes.
pub(crate) type Kind = (&'static str, fn(usize) -> String);

/// The kinds, by their names.
pub(crate) const KINDS: &[Kind] = &[
    ("equal_lines", |size| {
        lines(size, |_| "The same line again and again, and never another one.".to_owned())
    }),
    ("one_line", |size| repeated("one word after another without any line end ", size)),
    ("one_word", |size| repeated("word", size)),
    ("similar_paragraphs", |size| lines(size, similar_paragraph)),
    ("similar_blocks", |size| lines(size, |number| format!("{}\n", similar_paragraph(number)))),
    ("combining", |size| format!("a{}", repeated("\u{301}\u{323}", size))),
    ("blanks", |size| repeated(" \t\u{a0}\u{3000}\u{200b}\u{2003}\u{feff}", size)),
    ("blank_lines", |size| repeated("\n\r\n \u{a0}\n\u{2028}\u{85}\u{b}", size)),
    ("alternating_lines", |size| {
        lines(size, |number| {
            ["Over the bridge it went.", "Under the bridge it came."][number % 2].to_owned()
        })
    }),
    ("alternating_widgets", |size| {
        lines(size, |number| ["TT", "Share", "Ferry strike ends on day 12"][number % 3].to_owned())
    }),
    ("short_lines", |size| lines(size, |number| format!("{number:x}"))),
    ("headlines", |size| lines(size, |number| format!("Ferry Strike Number {number} Ends\n\n\n"))),
    ("echoed_headlines", |size| {
        lines(size, |number| {
            format!("Ferry Strike {number} Ends\nTT\nFerry Strike {number} Ends\nIt ended.\n\n\n")
        })
    }),
    ("captions", |size| {
        lines(size, |number| {
            format!("The harbour at dawn, seen from pier {number}. (AFP Photo/ANNA REY)")
        })
    }),
    ("captions_without_credit", |size| {
        lines(size, |number| format!("A\n{0}\n{0}\nA", similar_paragraph(number / 2)))
    }),
    ("truncated_lines", |size| {
        lines(size, |number| format!("{}...", cut(&similar_paragraph(7), 20 + number % 200)))
    }),
    ("nested_prefixes", |size| {
        lines(size, |number| cut(&similar_paragraph(7), 1 + number % 240).to_owned())
    }),
    ("brackets", |size| repeated("((([[[{{{", size)),
    ("closed_brackets", |size| {
        lines(size, |number| format!("{}{}", "(".repeat(number % 300), ")".repeat(number % 300)))
    }),
    ("colons", |size| repeated("by: photo: read also: ", size)),
    ("slashes", |size| repeated("AFP/Reuters/ | - ", size)),
    ("signs", |size| repeated("* - _ = ... — ", size)),
    ("datelines", |size| {
        lines(size, |number| {
            format!("QUITO, May {} (Reuters) - QUITO, May 3 (Reuters) - ", number % 31)
        })
    }),
    ("numbers", |size| repeated("12 1,200.50 3:04 ٣٤ ", size)),
    ("unspaced", |size| {
        lines(size, |number| {
            format!(
                "镇议会周二深夜投票决定让夜间巴士再运行{number}个冬天其中大多数是护士和面包师。"
            )
        })
    }),
    ("seams", |size| repeated("half of a sentence \n goes on, \n \nand on\n", size)),
    ("pages", |size| {
        lines(size, |number| {
            ["Home", "Share", "3 May 2024", "The ferry will run again on Monday."][number / 3 % 4]
                .to_owned()
        })
    }),
    ("refrains", |size| {
        lines(size, |number| {
            ["The harbour sleeps,".to_owned(), format!("and ship {number} too.")][number % 2]
                .clone()
        })
    }),
];

fn repeated(piece: &str, size: usize) -> String {
    let mut text = piece.repeat(size / piece.len() + 1);
    let end = (0..=size).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    text.truncate(end);
    text
}

fn lines(size: usize, line: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(size + 512);
    for number in 0.. {
        if text.len() >= size {
            break;
        }
        text.push_str(&line(number));
        text.push('\n');
    }
    text
}

/// Every one differs from every other one in a number and in a word.
fn similar_paragraph(number: usize) -> String {
    let who = ["clerk", "mayor", "baker", "nurse", "pilot", "judge", "guard"][number % 7];
    format!(
        "The service carries about ninety passengers a night, most of them nurses and bakers, the town {who} said on Tuesday, \
         and route {number} will run for two more winters if the council finds the money that it has promised to the company."
    )
}

fn cut(text: &str, end: usize) -> &str {
    text.get(..end).unwrap_or(text)
}
