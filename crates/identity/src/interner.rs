//! Strings as small numbers.

use std::collections::HashMap;

/// Gives each different string a number, from 0.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Interner {
    numbers: HashMap<String, u32>,
}

impl Interner {
    pub(crate) fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        // More strings than this do not fit into memory.
        let Ok(number) = u32::try_from(self.numbers.len()) else { unreachable!() };
        self.numbers.insert(text.to_owned(), number);
        number
    }

    pub(crate) fn get(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
    }

    pub(crate) fn len(&self) -> usize {
        self.numbers.len()
    }
}
