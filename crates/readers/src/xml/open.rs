//! The elements that are open.

use std::collections::HashMap;

/// Names of the elements that are open, from the outermost, and how often each is among them: an end that ends nothing is
/// known without a search, for a document may have millions of those.
#[derive(Debug, Default)]
pub(super) struct Open {
    names: Vec<String>,
    counts: HashMap<String, usize>,
}

impl Open {
    /// How many are open.
    pub(super) fn depth(&self) -> usize {
        self.names.len()
    }

    pub(super) fn push(&mut self, name: &str) {
        self.names.push(name.to_owned());
        *self.counts.entry(name.to_owned()).or_default() += 1;
    }

    /// Ends the innermost.
    pub(super) fn pop(&mut self) {
        if let Some(name) = self.names.pop()
            && let Some(count) = self.counts.get_mut(&name)
        {
            *count -= 1;
            if *count == 0 {
                self.counts.remove(&name);
            }
        }
    }

    /// Ends the innermost of this name with all that are in it; `false` if none is open.
    pub(super) fn end(&mut self, name: &str) -> bool {
        if !self.counts.contains_key(name) {
            return false;
        }
        while self.names.last().is_some_and(|last| last != name) {
            self.pop();
        }
        self.pop();
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_matched_with_the_innermost() {
        let mut open = Open::default();
        ["a", "b", "a", "c"].iter().for_each(|name| open.push(name));
        let mut check = |name: &str, ends: bool, depth: usize| {
            assert_eq!((open.end(name), open.depth()), (ends, depth), "{name}");
        };
        check("d", false, 4);
        check("a", true, 2);
        check("c", false, 2);
        check("a", true, 0);
        check("b", false, 0);
        open.pop();
        assert_eq!(open.depth(), 0);
    }
}
