//! What people decided, made consistent: groups that are one, and pairs that are not.

use std::collections::{BTreeSet, HashMap, HashSet};

use sayso_domain::SourceId;

use crate::Decision;

/// Decisions that agree with one another.
#[derive(Debug, Default)]
pub(crate) struct Settled {
    parents: Vec<usize>,
    /// For the root of a group, the roots of the groups that it must not be one with.
    apart: HashMap<usize, BTreeSet<usize>>,
    /// Units that were split off from another.
    split_off: Vec<usize>,
    /// Positions of the decisions that a later one overrules.
    pub(crate) overruled: Vec<usize>,
    /// Positions of the decisions that name a key that no appearance has.
    pub(crate) unknown: Vec<usize>,
}

impl Settled {
    /// Takes the decisions about `count` units from the latest to the first; one that contradicts what later ones say
    /// together is overruled.
    pub(crate) fn new(count: usize, decisions: &[Decision], unit_of: &HashMap<SourceId, usize>) -> Self {
        let mut settled = Self { parents: (0..count).collect(), ..Self::default() };
        for (position, decision) in decisions.iter().enumerate().rev() {
            let (a, b, same) = match decision {
                Decision::Same(a, b) => (a, b, true),
                Decision::Different(a, b) => (a, b, false),
            };
            let (Some(a), Some(b)) = (unit_of.get(a), unit_of.get(b)) else {
                settled.unknown.push(position);
                continue;
            };
            let split_off = *b;
            let (a, b) = (settled.group(*a), settled.group(*b));
            let are_apart = settled.apart.get(&a).is_some_and(|others| others.contains(&b));
            match (same, a == b) {
                (true, false) if !are_apart => settled.join(a, b),
                (false, false) => {
                    settled.apart.entry(a).or_default().insert(b);
                    settled.apart.entry(b).or_default().insert(a);
                    settled.split_off.push(split_off);
                }
                (true, true) => {}
                _ => settled.overruled.push(position),
            }
        }
        settled.overruled.reverse();
        settled.unknown.reverse();
        settled
    }

    /// The root of a unit's group: equal for units that are one.
    pub(crate) fn group(&mut self, unit: usize) -> usize {
        let mut at = unit;
        while self.parents[at] != at {
            self.parents[at] = self.parents[self.parents[at]];
            at = self.parents[at];
        }
        at
    }

    /// The roots of the groups that were split off from another.
    pub(crate) fn split_off(&mut self) -> HashSet<usize> {
        self.split_off.clone().into_iter().map(|unit| self.group(unit)).collect()
    }

    /// The roots of the groups that a group must not be one with.
    pub(crate) fn apart(&self, group: usize) -> impl Iterator<Item = usize> {
        self.apart.get(&group).into_iter().flatten().copied()
    }

    fn join(&mut self, a: usize, b: usize) {
        let of = |root: &usize| self.apart.get(root).map_or(0, BTreeSet::len);
        let (from, to) = if of(&a) > of(&b) { (b, a) } else { (a, b) };
        self.parents[from] = to;
        for other in self.apart.remove(&from).unwrap_or_default() {
            if let Some(others) = self.apart.get_mut(&other) {
                others.remove(&from);
                others.insert(to);
            }
            self.apart.entry(to).or_default().insert(other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_decision_wins() {
        let keys = ["a", "b", "c"].map(|key| SourceId::new(key).unwrap());
        let unit_of: HashMap<_, _> = keys.iter().cloned().zip(0..).collect();
        let id = |key: char| SourceId::new(key.to_string()).unwrap();
        // "a=b" or "a-b" each.
        let check = |decisions: &str, groups: [bool; 3], overruled: &[usize], unknown: &[usize]| {
            let list: Vec<_> = decisions
                .split_whitespace()
                .map(|decision| {
                    let c: Vec<char> = decision.chars().collect();
                    let make = if c[1] == '=' { Decision::Same } else { Decision::Different };
                    make(id(c[0]), id(c[2]))
                })
                .collect();
            let mut settled = Settled::new(3, &list, &unit_of);
            let mut one = |a: usize, b: usize| settled.group(a) == settled.group(b);
            assert_eq!([one(0, 1), one(1, 2), one(0, 2)], groups, "{decisions}");
            assert_eq!((settled.overruled.as_slice(), settled.unknown.as_slice()), (overruled, unknown), "{decisions}");
        };
        check("", [false; 3], &[], &[]);
        check("a=b", [true, false, false], &[], &[]);
        check("a=b b=c", [true; 3], &[], &[]);
        check("a=b a-b", [false; 3], &[0], &[]);
        check("a-b a=b", [true, false, false], &[0], &[]);
        check("a=b b=c a-c", [false, true, false], &[0], &[]);
        check("a-c a=b b=c", [true; 3], &[0], &[]);
        check("a-b b=c a=c", [true; 3], &[0], &[]);
        check("a=x a=a a-a", [false; 3], &[2], &[0]);
    }
}
