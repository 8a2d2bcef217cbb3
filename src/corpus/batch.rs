//! What the texts of a batch have in common with one another, and which of them hang together.
//!
//! Texts that hang together are decided one after the other; those that do not have nothing to say
//! to each other, and may each have a thread.

use crate::corpus::forward_index::ForwardIndex;

/// Texts of a batch.
pub(super) const BATCH: usize = 1024;
/// Batches whose neighbours are looked for at the same time.
pub(super) const BATCHES_AHEAD: usize = 8;

/// For each text its place in an order.
pub(super) fn ranks(order: &[u32]) -> Vec<u32> {
    let mut ranks = vec![0; order.len()];
    for (place, &text) in (0..).zip(order) {
        ranks[text as usize] = place;
    }
    ranks
}

/// Finds neighbours. Keeps its memory from one batch to the next, and nothing else.
#[derive(Debug)]
pub(super) struct Neighbourhood<'c> {
    forward: &'c ForwardIndex,
    /// For each shingle one more than its last entry; 0 where there is none.
    last: Vec<u32>,
    /// Places in the batch, each with one more than the entry before it of the same shingle.
    entries: Vec<(u32, u32)>,
    touched: Vec<u32>,
}

/// For a text of a batch the earlier ones that it has something in common with: their places in the
/// batch, and how much.
pub(super) type Neighbours = Vec<(u32, u32)>;

impl<'c> Neighbourhood<'c> {
    pub(super) fn new(forward: &'c ForwardIndex) -> Self {
        Self {
            forward,
            last: vec![0; forward.counts().count()],
            entries: Vec::new(),
            touched: Vec::new(),
        }
    }

    /// For each text of a batch its neighbours: those for which `is_near` holds of the two places
    /// and the number of their shingles in common. At most [`BATCH`] steps for each shingle of
    /// each text.
    pub(super) fn neighbours(
        &mut self,
        batch: &[u32],
        is_near: impl Fn(u32, u32, u32) -> bool,
    ) -> Vec<Neighbours> {
        let mut counts = vec![0_u32; batch.len()];
        let mut all = Vec::with_capacity(batch.len());
        for (place, &text) in (0..).zip(batch) {
            self.forward.for_each(text, |number| {
                let last = &mut self.last[number as usize];
                let mut at = *last;
                if at == 0 {
                    self.touched.push(number);
                }
                while let Some(&(other, before)) =
                    (at as usize).checked_sub(1).and_then(|at| self.entries.get(at))
                {
                    counts[other as usize] += 1;
                    at = before;
                }
                self.entries.push((place, *last));
                *last = self.entries.len() as u32;
            });
            let earlier =
                (0..place).zip(&mut counts).map(|(other, count)| (other, std::mem::take(count)));
            all.push(
                earlier
                    .filter(|&(other, count)| count > 0 && is_near(place, other, count))
                    .collect(),
            );
        }
        self.entries.clear();
        self.touched.drain(..).for_each(|number| self.last[number as usize] = 0);
        all
    }
}

/// The texts of a batch in components that have no neighbours in one another, by their places, in
/// order.
pub(super) fn components(neighbours: &[Neighbours]) -> Vec<Vec<u32>> {
    let mut components: Vec<Vec<u32>> =
        (0..neighbours.len() as u32).map(|place| vec![place]).collect();
    let mut component_of: Vec<usize> = (0..neighbours.len()).collect();
    for (place, earlier) in neighbours.iter().enumerate() {
        for &(other, _) in earlier {
            let (from, to) = (component_of[place], component_of[other as usize]);
            let (small, large) =
                if components[from].len() < components[to].len() { (from, to) } else { (to, from) };
            if small != large {
                let moved = std::mem::take(&mut components[small]);
                for &place in &moved {
                    component_of[place as usize] = large;
                }
                components[large].extend(moved);
            }
        }
    }
    components.retain(|component| !component.is_empty());
    for component in &mut components {
        component.sort_unstable();
    }
    components
}

#[cfg(test)]
mod tests {
    use super::{Neighbourhood, components};
    use crate::corpus::forward_index::{ForwardIndex, Lists, Part};

    #[test]
    fn neighbours_and_what_hangs_together() {
        let mut lists = Lists::default();
        for texts in [&[0, 2][..], &[0, 2, 5], &[1, 4], &[3, 4], &[5, 6], &[0, 5]] {
            lists.push(texts.iter().copied());
        }
        let forward = ForwardIndex::of(std::iter::once(Part::of(lists, 7)));
        let mut neighbourhood = Neighbourhood::new(&forward);
        for _ in 0..2 {
            let neighbours = neighbourhood.neighbours(&[6, 0, 1, 2, 4, 3], |_, _, _| true);
            assert_eq!(
                neighbours,
                [vec![], vec![], vec![], vec![(1, 2)], vec![(2, 1)], vec![(4, 1)]]
            );
            assert_eq!(components(&neighbours), [vec![0], vec![1, 3], vec![2, 4, 5]]);
        }
        let neighbours = neighbourhood.neighbours(&[0, 5, 2], |_, _, count| count > 1);
        assert_eq!(neighbours, [vec![], vec![(0, 2)], vec![(0, 2)]]);
    }
}
