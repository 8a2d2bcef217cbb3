//! Which text has which shingles, turned round from which shingle has which texts.

/// Shingles one after the other, each with its texts.
#[derive(Debug, Default)]
pub(super) struct Lists {
    texts: Vec<u32>,
    lens: Vec<u32>,
}

impl Lists {
    /// Adds a shingle.
    pub(super) fn push(&mut self, texts: impl Iterator<Item = u32>) {
        let before = self.texts.len();
        self.texts.extend(texts);
        self.lens.push((self.texts.len() - before) as u32);
    }
}

/// Lists turned round: for each text the places of its shingles in the lists.
#[derive(Debug)]
pub(super) struct Part {
    places: Vec<u32>,
    ends: Vec<u32>,
    lens: Vec<u32>,
}

impl Part {
    /// Turns lists round, of so many texts. Linear.
    pub(super) fn of(lists: Lists, texts: usize) -> Self {
        // Where the next place of each text goes; at the end that is where its places end.
        let mut ends = vec![0_u32; texts + 1];
        for &text in &lists.texts {
            ends[text as usize + 1] += 1;
        }
        for text in 0..texts {
            ends[text + 1] += ends[text];
        }
        let mut places = vec![0; ends.pop().unwrap_or(0) as usize];
        let mut rest = lists.texts.as_slice();
        for (place, &len) in lists.lens.iter().enumerate() {
            let (texts, after) = rest.split_at(len as usize);
            for &text in texts {
                let end = &mut ends[text as usize];
                places[*end as usize] = place as u32;
                *end += 1;
            }
            rest = after;
        }
        Self { places, ends, lens: lists.lens }
    }

    fn places(&self, text: u32) -> &[u32] {
        let start = (text as usize).checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.places[start as usize..self.ends[text as usize] as usize]
    }
}

/// The numbers of each text's shingles. Numbers are given to the shingles of all parts in their
/// order, from 0.
#[derive(Debug, Default)]
pub(super) struct ForwardIndex {
    /// Each with its first number.
    parts: Vec<(u32, Part)>,
}

impl ForwardIndex {
    /// Puts parts together.
    pub(super) fn of(parts: impl Iterator<Item = Part>) -> Self {
        let mut forward = Self::default();
        let mut first = 0;
        for part in parts {
            let len = part.lens.len() as u32;
            forward.parts.push((first, part));
            first += len;
        }
        forward
    }

    /// Calls `each` with the numbers of a text's shingles, in order.
    #[inline]
    pub(super) fn for_each(&self, text: u32, mut each: impl FnMut(u32)) {
        for (first, part) in &self.parts {
            part.places(text).iter().for_each(|place| each(first + place));
        }
    }

    /// How many shingles a text has.
    pub(super) fn len(&self, text: u32) -> u32 {
        self.parts.iter().map(|(_, part)| part.places(text).len() as u32).sum()
    }

    /// For each number how many texts have it.
    pub(super) fn counts(&self) -> impl Iterator<Item = u32> {
        self.parts.iter().flat_map(|(_, part)| part.lens.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::{ForwardIndex, Lists, Part};

    #[test]
    fn lists_are_turned_round() {
        let mut lists = [Lists::default(), Lists::default()];
        lists[0].push([1, 3].into_iter());
        lists[0].push([0, 1, 2].into_iter());
        lists[1].push([1, 2].into_iter());
        let forward = ForwardIndex::of(lists.into_iter().map(|lists| Part::of(lists, 5)));
        for (text, wanted) in
            [vec![1], vec![0, 1, 2], vec![1, 2], vec![0], vec![]].into_iter().enumerate()
        {
            let mut numbers = Vec::new();
            forward.for_each(text as u32, |number| numbers.push(number));
            assert_eq!(numbers, wanted);
        }
        assert_eq!(forward.len(1), 3);
        assert_eq!(forward.counts().collect::<Vec<_>>(), [2, 3, 2]);
    }
}
